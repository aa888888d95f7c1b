using System.Text.Json.Nodes;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary><c>router env</c>.</summary>
public sealed class EnvCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Out, string Error)> RunAsync(string members, params string[] arguments)
    {
        string config = _folder.Write("router.json", $$"""{ "listen": "http://0.0.0.0:9000", "providers": { "p": { "preset": "demo" } }, {{members}} }""");
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await RouterCommand.InvokeAsync(["env", .. arguments, "--config", config], new OperatorConsole(output, error, IsTerminal: false));
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }

    [Fact]
    public async Task Bash_PrintsAddressAndKey()
    {
        (int code, string lines, string error) = await RunAsync("\"keys\": [{ \"key\": \"alice-key-1\", \"user\": \"alice\" }]", "--shell", "bash");

        Assert.Equal((0, "export ANTHROPIC_BASE_URL=http://127.0.0.1:9000\nexport ANTHROPIC_API_KEY=alice-key-1\n", ""), (code, lines, error));
    }

    [Fact]
    public async Task KeyOfAVariable_StaysThere()
    {
        (_, string lines, _) = await RunAsync("\"keys\": [{ \"key\": \"env:ALICE_KEY\", \"user\": \"alice\" }]", "--shell", "fish", "--url", "https://router.example.com/");

        Assert.Equal("set -gx ANTHROPIC_BASE_URL https://router.example.com\nset -gx ANTHROPIC_API_KEY \"$ALICE_KEY\"\n", lines);
    }

    [Fact]
    public async Task NoKeyKnown_IsToldBesideTheAddress()
    {
        (int code, string lines, string error) = await RunAsync("\"models\": {}", "--shell", "powershell");

        Assert.Equal((0, "$env:ANTHROPIC_BASE_URL = 'http://127.0.0.1:9000'\n"), (code, lines));
        Assert.Contains("router keys create", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ChangesOnlyItsVariables()
    {
        string settings = _folder.Write("settings.json", "{\n  \"model\": \"opus\",\n  \"env\": { \"OTHER\": \"1\" }\n}\n");

        (int code, string told, _) = await RunAsync("\"keys\": [{ \"key\": \"alice-key-1\", \"user\": \"alice\" }]", "--write", "--settings", settings);

        Assert.Equal(0, code);
        Assert.DoesNotContain("alice-key-1", told, StringComparison.Ordinal);
        Assert.Equal(
            "{\n  \"model\": \"opus\",\n  \"env\": {\n    \"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:9000\",\n    \"ANTHROPIC_API_KEY\": \"alice-key-1\", \"OTHER\": \"1\" }\n}\n",
            await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WithoutWrite_NoFileIsTouched()
    {
        string settings = _folder.File("settings.json");

        (_, string shown, _) = await RunAsync("\"keys\": [{ \"key\": \"alice-key-1\", \"user\": \"alice\" }]", "--shell", "settings", "--settings", settings);

        Assert.Contains("\"ANTHROPIC_API_KEY\": \"alice-key-1\"", shown, StringComparison.Ordinal);
        Assert.False(File.Exists(settings));
    }

    [Fact]
    public async Task BrokenSettings_AreLeftAsTheyAre()
    {
        string settings = _folder.Write("settings.json", "{ broken");

        (int code, _, string error) = await RunAsync("\"models\": {}", "--write", "--settings", settings);

        Assert.Equal(2, code);
        Assert.Contains("can't be changed", error, StringComparison.Ordinal);
        Assert.Equal("{ broken", await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Desktop_ShowsTheFields()
    {
        (_, string shown, _) = await RunAsync("\"keys\": [{ \"key\": \"env:ALICE_KEY\", \"user\": \"alice\" }], \"models\": { \"claude-fast\": { \"targets\": [\"p/demo\"] }, \"other\": { \"targets\": [\"p/demo\"] } }", "--desktop");

        Assert.Contains("Gateway base URL     http://127.0.0.1:9000\n", shown, StringComparison.Ordinal);
        Assert.Contains("Gateway API key      the value of env:ALICE_KEY\n", shown, StringComparison.Ordinal);
        Assert.Contains("Gateway auth scheme  bearer\n", shown, StringComparison.Ordinal);
        Assert.Contains("Model list           claude-fast\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("other", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HoldsVariablesAndFields_AndNamesASecretByItsPlace()
    {
        (int code, string text, string error) = await RunAsync("\"keys\": [{ \"key\": \"env:ALICE_KEY\", \"user\": \"alice\" }], \"models\": { \"claude-fast\": { \"targets\": [\"p/demo\"] } }", "--json");

        Assert.Equal((0, ""), (code, error));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse("""
            { "variables": [ { "name": "ANTHROPIC_BASE_URL", "value": "http://127.0.0.1:9000", "from": null }, { "name": "ANTHROPIC_API_KEY", "value": null, "from": "env:ALICE_KEY" } ],
              "desktop": { "provider": "Gateway", "baseUrl": "http://127.0.0.1:9000", "authScheme": "bearer", "models": ["claude-fast"] } }
            """)), text);
    }
}
