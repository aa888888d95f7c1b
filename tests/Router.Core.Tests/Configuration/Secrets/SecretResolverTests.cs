using Router.Core.Configuration.Secrets;

namespace Router.Core.Tests.Configuration.Secrets;

public sealed class SecretResolverTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("router-secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("the value", "the value")]
    [InlineData("env:SET", "from env")]
    [InlineData("file:key", "from file")]
    public void Reference_IsResolvedAndTrimmed(string reference, string secret)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "key"), "from file\n");

        Assert.Equal(secret, Resolver(("SET", " from env ")).Resolve(SecretReference.Parse(reference), out string? problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("env:NOT_SET", "the environment variable NOT_SET is not set")]
    [InlineData("env:BLANK", "the environment variable BLANK is not set")]
    public void ReferenceThatLeadsNowhere_SaysWhy(string reference, string why)
    {
        Assert.Null(Resolver(("BLANK", " ")).Resolve(SecretReference.ParseCredential(reference), out string? problem));
        Assert.Equal(why, problem);
    }

    [Theory]
    [InlineData("absent", "can't be read")]
    [InlineData("empty", "is empty")]
    [InlineData(".", "can't be read")]
    public void FileThatHoldsNoSecret_IsNamed(string file, string why)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "empty"), " \n");

        Assert.Null(Resolver().Resolve(SecretReference.FromFile(file), out string? problem));
        Assert.Contains($"the file {Path.GetFullPath(file, _folder.FullName)} {why}", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("none")]
    public void ReferenceWithoutASecret_IsNoProblem(string reference)
    {
        Assert.Null(Resolver().Resolve(SecretReference.ParseCredential(reference), out string? problem));
        Assert.Null(problem);
    }

    private SecretResolver Resolver(params (string, string)[] variables) => new(Loaded.Environment(variables), _folder.FullName);
}
