using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Tests.Configuration.Secrets;

public sealed class SecretReferenceTests
{
    [Theory]
    [InlineData("env:NAME", SecretKind.Environment, "NAME", "env:NAME")]
    [InlineData("file:./a b", SecretKind.File, "./a b", "file:./a b")]
    [InlineData("sk-secret", SecretKind.Value, "sk-secret", "(value)")]
    [InlineData("Env:NAME", SecretKind.Value, "Env:NAME", "(value)")]
    public void SecretOfAnyKind_IsRead(string text, SecretKind kind, string inner, string printed)
    {
        foreach (SecretReference reference in new[] { SecretReference.Parse(text), SecretReference.ParseCredential(text) })
        {
            Assert.Equal((kind, inner, printed), (reference.Kind, reference.Text, reference.ToString()));
        }
    }

    [Theory]
    [InlineData("vault:glm", SecretKind.Vault, "vault:glm")]
    [InlineData("client", SecretKind.Client, "client")]
    [InlineData("none", SecretKind.None, "none")]
    public void CredentialsOnly_MayReferToVaultClientAndNone(string text, SecretKind kind, string printed)
    {
        Assert.Equal((kind, printed), (SecretReference.ParseCredential(text).Kind, SecretReference.ParseCredential(text).ToString()));
        Assert.Equal(SecretKind.Value, SecretReference.Parse(text).Kind);
    }

    [Fact]
    public void SecretsOfTheFile_NeverShowWhenPrinted()
    {
        const string Json = """
            {
              "secrets": { "masterKey": "SECRET-master" }, "admin": { "key": "SECRET-admin" },
              "providers": { "p": { "preset": "openai", "credentials": ["SECRET-credential"], "headers": { "X-Token": "SECRET-header" },
                                    "query": { "key": "SECRET-query" }, "extraBody": { "token": "SECRET-body" } } },
              "models": { "m": { "targets": ["p/m"] } },
              "keys": [ { "key": "SECRET-client", "user": "alice" } ]
            }
            """;
        RouterConfig config = Loaded.Good(Json);

        object?[] all = [config, config.MasterKey, config.AdminKey, .. config.Providers, .. config.Providers[0].Credentials, .. config.Models, .. config.Keys, config.Keys[0].Key];
        Assert.All(all, one => Assert.DoesNotContain("SECRET", $"{one}", StringComparison.Ordinal));
        Assert.Equal("SECRET-client", config.Keys[0].Key.Text);
    }

    [Fact]
    public void SecretsOfTheFile_NeverShowInProblems()
    {
        ConfigResult result = Loaded.Result(
            """
            {
              "admin": { "key": "SECRET-admin", "kee": "SECRET-typo" }, "secrets": { "masterKey": ["SECRET-list"] },
              "providers": { "p": { "preset": "openai", "baseUrl": "https://me:SECRET-url@x.example", "headers": { "X-A": "SECRET\nheader" }, "credentials": "SECRET-text" } },
              "keys": [ { "key": "SECRET-same", "user": "a" }, { "key": "SECRET-same", "user": "b" } ]
            }
            """);

        Assert.True(result.Errors.Length >= 5);
        Assert.All(result.Errors, problem => Assert.DoesNotContain("SECRET", problem.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain-secret", "plain-secret")]
    [InlineData("env:ALICE_KEY", "env:ALICE_KEY")]
    public void OneKeyForTwoUsers_IsRefusedWithBothNames(string first, string second)
    {
        ConfigProblem problem = Loaded.Problem($$"""{ "keys": [ { "key": "{{first}}", "user": "alice" }, { "key": "{{second}}", "user": "bob" } ] }""");

        Assert.Equal("keys", problem.Key);
        Assert.StartsWith("users \"alice\" and \"bob\" have the same key", problem.Text, StringComparison.Ordinal);
    }
}
