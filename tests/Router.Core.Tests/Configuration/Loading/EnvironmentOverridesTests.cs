using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Tests.Configuration.Loading;

public sealed class EnvironmentOverridesTests
{
    public static TheoryData<string, string> KeyVariables() => EnvironmentConfigTests.KeyVariables();

    [Theory]
    [MemberData(nameof(KeyVariables))]
    public void KeyVariable_GoesOverAPlainValueInTheFile(string preset, string variable)
    {
        ConfigResult result = Loaded.Result(
            $$"""{ "providers": { "p": { "preset": "{{preset}}", "baseUrl": "https://x.example", "credentials": ["plain-secret", "second-secret"] } } }""", (variable, "k"));

        Assert.Equal($"env:{variable}", Assert.Single(Loaded.Good(result).Providers[0].Credentials).ToString());
        ConfigProblem warning = Assert.Single(result.Warnings, warning => warning.Key == "providers.p.credentials");
        Assert.Contains(variable, warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"env:OTHER\"")]
    [InlineData("\"file:./key\"")]
    [InlineData("\"vault:glm\"")]
    [InlineData("\"client\"")]
    [InlineData("\"none\"")]
    [InlineData("\"plain-secret\", \"env:OTHER\"")]
    public void ListThatRefersElsewhere_Stays(string credentials)
    {
        ConfigResult result = Loaded.Result($$"""{ "providers": { "p": { "preset": "glm", "credentials": [{{credentials}}] } } }""", ("GLM_API_KEY", "k"));

        Assert.DoesNotContain("env:GLM_API_KEY", Loaded.Good(result).Providers[0].Credentials.Select(credential => credential.ToString()));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void PlainValue_WithoutTheVariable_Stays()
    {
        SecretReference credential = Assert.Single(Loaded.Provider(""" "preset": "glm", "credentials": ["plain-secret"] """).Credentials);

        Assert.Equal((SecretKind.Value, "plain-secret"), (credential.Kind, credential.Text));
    }

    [Fact]
    public void PlainValueOfAWrittenOutProvider_Stays() =>
        Assert.Equal(
            SecretKind.Value,
            Assert.Single(Loaded.Provider(""" "style": "openai", "baseUrl": "https://api.openai.com/v1", "credentials": ["plain-secret"] """, ("OPENAI_API_KEY", "k")).Credentials).Kind);

    [Fact]
    public void PresetWithoutCredentials_RefersToTheVariableThatIsSet()
    {
        Assert.Equal("env:ZAI_API_KEY", Assert.Single(Loaded.Provider(""" "preset": "glm" """, ("ZAI_API_KEY", "k")).Credentials).ToString());
        Assert.Equal("env:GLM_API_KEY", Assert.Single(Loaded.Provider(""" "preset": "glm" """).Credentials).ToString());
    }

    [Fact]
    public void BaseUrlInTheFile_GoesBeforeTheVariable() =>
        Assert.Equal("https://file.example/", Loaded.Provider(""" "preset": "glm", "baseUrl": "https://file.example" """, ("GLM_BASE_URL", "https://env.example")).BaseUrl.ToString());

    [Fact]
    public void RouterState_MovesTheStateAndTheKeyInside()
    {
        RouterConfig config = Loaded.Good("""{ "state": "a" }""", ("ROUTER_STATE", "b"));

        Assert.Equal("/srv/router/b", config.State);
        Assert.Equal("file:/srv/router/b/master.key", config.MasterKey.ToString());
        Assert.Equal("/elsewhere", Loaded.Good("{}", ("ROUTER_STATE", "/elsewhere")).State);
    }

    [Fact]
    public void RouterState_LeavesAMasterKeyThatLiesElsewhere() =>
        Assert.Equal("file:/keys/master.key", Loaded.Good("""{ "secrets": { "masterKey": "file:/keys/master.key" } }""", ("ROUTER_STATE", "b")).MasterKey.ToString());

    [Fact]
    public void RouterState_MovesAMasterKeyThatTheFileNamesInsideTheState() =>
        Assert.Equal("file:/srv/router/b/master.key", Loaded.Good("""{ "secrets": { "masterKey": "file:./state/master.key" } }""", ("ROUTER_STATE", "b")).MasterKey.ToString());

    [Fact]
    public void MasterAndAdminKey_GoOverTheFile()
    {
        RouterConfig config = Loaded.Good("""{ "secrets": { "masterKey": "file:./m" }, "admin": { "key": "file:./a" } }""", ("ROUTER_MASTER_KEY", "m"), ("ROUTER_ADMIN_KEY", "admin-key"));

        Assert.Equal("env:ROUTER_MASTER_KEY", config.MasterKey.ToString());
        Assert.Equal("env:ROUTER_ADMIN_KEY", config.AdminKey!.ToString());
    }

    [Fact]
    public void Variables_WorkWithoutAFileToo()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(("ROUTER_STATE", "s"), ("ROUTER_ADMIN_KEY", "admin-key")));

        Assert.Equal(("/srv/router/s", "file:/srv/router/s/master.key", "env:ROUTER_ADMIN_KEY"), (config.State, config.MasterKey.ToString(), config.AdminKey!.ToString()));
    }

    [Fact]
    public void EmptyVariable_CountsAsNotSet() => Assert.Null(Loaded.Good("{}", ("ROUTER_ADMIN_KEY", " "), ("ROUTER_STATE", "")).AdminKey);

    [Fact]
    public void EveryPresetVariable_IsCovered() => Assert.Equal(ProviderPresets.All.Sum(preset => preset.KeyVariables.Length), KeyVariables().Count);
}
