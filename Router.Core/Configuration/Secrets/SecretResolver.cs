namespace Router.Core.Configuration.Secrets;

/// <summary>Turns references into secrets.</summary>
/// <param name="environment">The process environment.</param>
/// <param name="folder">The folder that relative paths start from: the one of router.json.</param>
public sealed class SecretResolver(RouterEnvironment environment, string folder)
{
    /// <summary>Resolves a reference.</summary>
    /// <param name="reference">What to resolve; not <c>vault:NAME</c>, <c>client</c> or <c>none</c>, which have none before a request comes.</param>
    /// <param name="problem">When there is no secret: why, and what to do.</param>
    /// <returns>The secret without surrounding white space; null when there is none.</returns>
    public string? Resolve(SecretReference reference, out string? problem)
    {
        (string? secret, problem) = reference.Kind switch
        {
            SecretKind.Value => (reference.Text, null),
            SecretKind.Environment => FromEnvironment(reference.Text),
            SecretKind.File => FromFile(PathOf(reference)),
            _ => (null, null),
        };
        return secret;
    }

    /// <summary>The absolute path of a <c>file:</c> reference.</summary>
    public string PathOf(SecretReference reference) => Path.GetFullPath(reference.Text, folder);

    private (string?, string?) FromEnvironment(string name) =>
        environment.Get(name) is { } value ? (value, null) : (null, $"the environment variable {name} is not set");

    private static (string?, string?) FromFile(string path)
    {
        try
        {
            string text = File.ReadAllText(path).Trim();
            return text.Length > 0 ? (text, null) : (null, $"the file {path} is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"the file {path} can't be read: {exception.Message}");
        }
    }
}
