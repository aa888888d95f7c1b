namespace Router.Core.Configuration.Secrets;

/// <summary>
/// A secret as written in router.json: <c>env:NAME</c>, <c>file:PATH</c>, <c>vault:NAME</c>, <c>client</c>, <c>none</c> or the value itself.
/// Printing one never shows a value.
/// </summary>
public sealed class SecretReference
{
    private SecretReference(SecretKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>Where it comes from.</summary>
    public SecretKind Kind { get; }

    /// <summary>The variable's name, the path, the vault entry's name, or the value.</summary>
    public string Text { get; }

    /// <summary>Reads the notation for secrets of any kind.</summary>
    /// <param name="text">The text of router.json.</param>
    public static SecretReference Parse(string text) => text switch
    {
        _ when text.StartsWith("env:", StringComparison.Ordinal) => new(SecretKind.Environment, text[4..]),
        _ when text.StartsWith("file:", StringComparison.Ordinal) => new(SecretKind.File, text[5..]),
        _ => new(SecretKind.Value, text),
    };

    /// <summary>Reads the notation for a provider's credential, which can also be <c>vault:NAME</c>, <c>client</c> or <c>none</c>.</summary>
    /// <inheritdoc cref="Parse"/>
    public static SecretReference ParseCredential(string text) => text switch
    {
        "client" => new(SecretKind.Client, text),
        "none" => new(SecretKind.None, text),
        _ when text.StartsWith("vault:", StringComparison.Ordinal) => new(SecretKind.Vault, text[6..]),
        _ => Parse(text),
    };

    /// <summary>A reference to an environment variable.</summary>
    public static SecretReference FromEnvironment(string name) => new(SecretKind.Environment, name);

    /// <summary>A reference to a file.</summary>
    public static SecretReference FromFile(string path) => new(SecretKind.File, path);

    /// <summary>The notation; a value shows as "(value)".</summary>
    public override string ToString() => Kind switch
    {
        SecretKind.Environment => $"env:{Text}",
        SecretKind.File => $"file:{Text}",
        SecretKind.Vault => $"vault:{Text}",
        SecretKind.Value => "(value)",
        _ => Text,
    };
}
