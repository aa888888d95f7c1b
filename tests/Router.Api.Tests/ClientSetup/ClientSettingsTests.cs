using System.Text.Json;
using Router.Api.ClientSetup;
using Xunit;

namespace Router.Api.Tests.ClientSetup;

/// <summary>Claude Code's settings.json: only the variables change.</summary>
public sealed class ClientSettingsTests
{
    private static readonly KeyValuePair<string, string>[] Variables = [new("ANTHROPIC_BASE_URL", "http://127.0.0.1:8787"), new("ANTHROPIC_API_KEY", "k\"ey")];

    [Fact]
    public void NoFile_BecomesOne() => Assert.Equal(
        "{\n  \"env\": {\n    \"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:8787\",\n    \"ANTHROPIC_API_KEY\": \"k\\\"ey\"\n  }\n}\n", ClientSettings.Set("", Variables));

    [Fact]
    public void ValuesThatAreThere_AreReplacedInPlace()
    {
        const string Before = "{ \"model\" : \"opus\",\t\"env\":{ \"A\": 1, \"ANTHROPIC_API_KEY\" :\"old\" ,\"ANTHROPIC_BASE_URL\":null }, \"ü\": [1.50, { \"env\": {} }] }\r\n";

        Assert.Equal(
            "{ \"model\" : \"opus\",\t\"env\":{ \"A\": 1, \"ANTHROPIC_API_KEY\" :\"k\\\"ey\" ,\"ANTHROPIC_BASE_URL\":\"http://127.0.0.1:8787\" }, \"ü\": [1.50, { \"env\": {} }] }\r\n",
            ClientSettings.Set(Before, Variables));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"env\":{}}")]
    [InlineData("{ \"permissions\": { \"allow\": [\"Bash\"] } }")]
    [InlineData("{ \"env\": { \"A\": \"b\" }, }")]
    [InlineData("{ // mine\n \"env\": { \"ANTHROPIC_BASE_URL\": { \"odd\": [] } } }")]
    public void WhatIsMissing_IsAdded_AndAllElseStays(string before)
    {
        string after = ClientSettings.Set(before, Variables);

        using var document = JsonDocument.Parse(after, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal("http://127.0.0.1:8787", document.RootElement.GetProperty("env").GetProperty("ANTHROPIC_BASE_URL").GetString());
        Assert.Equal("k\"ey", document.RootElement.GetProperty("env").GetProperty("ANTHROPIC_API_KEY").GetString());
        using var old = JsonDocument.Parse(before, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        Assert.All(old.RootElement.EnumerateObject().Where(member => member.Name != "env"), member => Assert.Equal(member.Value.GetRawText(), document.RootElement.GetProperty(member.Name).GetRawText()));
        Assert.Equal(after, ClientSettings.Set(after, Variables));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"env\": 1 }")]
    [InlineData("{ \"env\": {} } {}")]
    [InlineData("{ broken")]
    public void WhatIsNoSettingsFile_IsRefused(string text) => Assert.ThrowsAny<JsonException>(() => ClientSettings.Set(text, Variables));
}
