using System.Text;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Core.Tests.Configuration.Loading;

/// <summary>Short keys are refused wherever they come from, by name and never by value.</summary>
public sealed class KeyRulesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("router-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(""" "keys": [ 1, { "key": "zyx-wvu", "user": "a" } ] """, "keys[1].key", "is too short to be a secret; use at least 8 characters, or env:NAME")]
    [InlineData(""" "keys": [ { "key": "zyx-wvu" } ] """, "keys[0].key", "is too short to be a secret; use at least 8 characters, or env:NAME")]
    [InlineData(""" "keys": [ { "key": "env:SHORT", "user": "a" } ] """, "keys[0].key", "env:SHORT is too short to be a secret; let it hold at least 8 characters")]
    [InlineData(""" "keys": [ { "key": "file:short", "user": "a" } ] """, "keys[0].key", "file:short is too short to be a secret; let it hold at least 8 characters")]
    [InlineData(""" "admin": { "key": "zyx-wvu" } """, "admin.key", "is too short to be a secret; use at least 8 characters, or env:NAME")]
    [InlineData(""" "admin": { "key": "env:SHORT" } """, "admin.key", "env:SHORT is too short to be a secret; let it hold at least 8 characters")]
    [InlineData(""" "admin": { "key": "file:short" } """, "admin.key", "file:short is too short to be a secret; let it hold at least 8 characters")]
    public void ShortKey_IsRefusedByItsName(string members, string key, string text)
    {
        ConfigResult result = Load(members, ("SHORT", "zyx-wvu"));

        Assert.Contains(new ConfigProblem(key, text), result.Errors);
        Assert.All(result.Errors, problem => Assert.DoesNotContain("zyx-wvu", problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void ShortAdminKeyOfTheEnvironment_IsRefused() =>
        Assert.Equal("admin.key", Assert.Single(Loaded.WithoutFile(("ROUTER_ADMIN_KEY", "short")).Errors).Key);

    [Theory]
    [InlineData(""" "keys": [ { "key": "env:LONG", "user": "a" } ], "admin": { "key": "file:long" } """)]
    [InlineData(""" "keys": [ { "key": "env:NOT_SET", "user": "a" } ], "admin": { "key": "file:absent" } """)]
    [InlineData(""" "providers": { "p": { "preset": "glm", "credentials": ["x"] } } """)]
    public void LongKeys_AbsentOnes_AndProvidersOwn_AreTaken(string members) => Assert.Empty(Load(members, ("LONG", "eight678")).Errors);

    [Fact]
    public void FilesOfSecrets_AreNamed_AlsoWhenThereAreErrors()
    {
        string[] files = [.. ((string[])["admin", "deep/b", "one"]).Select(name => Path.Combine(_folder.FullName, name))];
        const string Members = """ "keys": [ { "key": "file:one", "user": "a" }, { "key": "env:X", "user": "b" } ], "admin": { "key": "file:admin" }, "providers": { "p": { "preset": "glm", "credentials": ["file:deep/b", "file:one", "none"] } } """;

        Assert.Equal(files, Load(Members).SecretFiles);
        Assert.Equal(files, Load($"{Members}, \"rewriteModel\": 1").SecretFiles);
    }

    private ConfigResult Load(string members, params (string, string)[] variables)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "short"), "zyx-wvu\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "long"), "eight678\n");
        return new ConfigLoader(Loaded.Environment(variables)).Load(Encoding.UTF8.GetBytes($$"""{ {{members}} }"""), _folder.FullName);
    }
}
