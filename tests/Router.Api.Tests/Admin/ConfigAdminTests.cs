using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin;

/// <summary>/admin/v1/config</summary>
public sealed class ConfigAdminTests
{
    private const string Members = """
        "providers": {
          "a": { "style": "native", "baseUrl": "http://127.0.0.1:1/", "credentials": ["plain-credential", "env:SOME_KEY"], "headers": { "X-Team": "header-secret" },
                 "query": { "token": "query-secret" }, "extraBody": { "user": "body-secret" }, "timeouts": { "connect": "2500ms" } }
        },
        "models": { "claude-test": { "targets": ["a/m"] } }
        """;

    [Fact]
    public async Task Current_ShowsWhatCounts_AndNoSecret()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members, environment: new() { ["SOME_KEY"] = "environment-secret" });

        JsonNode config = await gateway.DoneAsync("GET config");

        string text = config.ToJsonString();
        Assert.All((string[])[TestGateway.Key, TestGateway.AdminKey, "plain-credential", "header-secret", "query-secret", "body-secret", "environment-secret"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        JsonNode provider = config["config"]!["providers"]!["a"]!;
        Assert.Equal(["(value)", "env:SOME_KEY"], provider["credentials"]!.AsArray().Select(credential => (string?)credential));
        Assert.Equal(("(hidden)", "2500ms"), ((string?)provider["headers"]!["X-Team"], (string?)provider["timeouts"]!["connect"]));
        Assert.Equal(("(value)", "alice"), ((string?)config["config"]!["keys"]![0]!["key"], (string?)config["config"]!["keys"]![0]!["user"]));
        Assert.EndsWith("router.json", (string?)config["file"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_TellsEveryError_AndChangesNothing()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        string hash = (string)(await gateway.DoneAsync("GET config"))["hash"]!;

        JsonNode wrong = await gateway.DoneAsync("POST config/validate", """{ "providers": { "x": { "style": "odd" } }, "tyers": {} }""");
        JsonNode right = await gateway.DoneAsync("POST config/validate");

        Assert.False((bool)wrong["valid"]!);
        Assert.Contains(wrong["errors"]!.AsArray(), error => (string?)error!["key"] == "providers.x.style");
        Assert.Contains(wrong["errors"]!.AsArray(), error => error!.ToJsonString().Contains("tyers", StringComparison.Ordinal));
        Assert.True((bool)right["valid"]!, right.ToJsonString());
        Assert.Equal(hash, (string?)(await gateway.DoneAsync("GET config"))["hash"]);
    }

    [Fact]
    public async Task Validate_WarnsOfWhatTheStartWarnsOf_OfTheFileAndOfATextAlike()
    {
        const string NoCredential = """ "providers": { "a": { "style": "native", "baseUrl": "http://127.0.0.1:1/", "credentials": ["env:NOT_SET_ANYWHERE"] } }, "models": { "claude-test": { "targets": ["a/m"] } } """;
        await using TestGateway gateway = await TestGateway.StartAsync(NoCredential);

        JsonNode file = await gateway.DoneAsync("POST config/validate");
        JsonNode text = await gateway.DoneAsync("POST config/validate", TestGateway.Config(NoCredential));
        JsonNode sound = await gateway.DoneAsync("POST config/validate", TestGateway.Config(NoCredential.Replace("env:NOT_SET_ANYWHERE", "none", StringComparison.Ordinal)));

        Assert.All((JsonNode[])[file, text], findings =>
        {
            Assert.True((bool)findings["valid"]!, findings.ToJsonString());
            Assert.Contains(findings["warnings"]!.AsArray(), warning => (string?)warning!["key"] == "providers.a" && ((string)warning["text"]!).StartsWith("has no usable credential", StringComparison.Ordinal));
        });
        Assert.DoesNotContain(sound["warnings"]!.AsArray(), warning => (string?)warning!["key"] == "providers.a");
    }

    [Fact]
    public async Task Validate_TellsWhatWouldBeAnother_AndNoSecret()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members, environment: new() { ["SOME_KEY"] = "environment-secret" });

        JsonNode same = await gateway.DoneAsync("POST config/validate");
        JsonNode other = await gateway.DoneAsync("POST config/validate", TestGateway.Config(Members.Replace("2500ms", "4s", StringComparison.Ordinal).Replace("plain-credential", "another-credential", StringComparison.Ordinal)
            .Replace("[\"a/m\"]", "[\"a/m\", \"a/n\"]", StringComparison.Ordinal)).Replace("\"user\": \"alice\"", "\"user\": \"anna\"", StringComparison.Ordinal));

        JsonNode less = await gateway.DoneAsync("POST config/validate", TestGateway.Config(Members[..Members.IndexOf("\"models\"", StringComparison.Ordinal)] + "\"models\": { }"));

        Assert.Empty(same["changes"]!.AsArray());
        Assert.Equal("""[{"field":"models.claude-test","from":"(the whole entry)","to":null}]""", less["changes"]!.ToJsonString());
        Assert.Equal(
            ["keys[0].user: alice -> anna", "models.claude-test.targets[1].target: - -> a/n", "models.claude-test.targets[1].weight: - -> 1", "providers.a.timeouts.connect: 2500ms -> 4s"],
            other["changes"]!.AsArray().Select(change => $"{change!["field"]}: {change["from"]?.ToString() ?? "-"} -> {change["to"]?.ToString() ?? "-"}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("another-credential", other.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GatewayThatIsAlone_IsOneNode_AndTakesNoPush()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"), new ManualClock());

        JsonNode node = Assert.Single((await gateway.DoneAsync("GET nodes"))["data"]!.AsArray())!;
        (int status, string words) = await gateway.RefusedAsync("PUT config", "{}");

        Assert.Equal((string?)(await gateway.DoneAsync("GET config"))["hash"], (string?)node["configuration"]!["hash"]);
        Assert.True((bool)node["configuration"]!["in_force"]!);
        Assert.Equal(409, status);
        Assert.Contains(gateway.Folder.File("router.json"), words, StringComparison.Ordinal);

        gateway.Folder.Write("router.json", "{ \"providers\": 7 }");
        await gateway.RefusedAsync("POST config/reload");
        node = (await gateway.DoneAsync("GET nodes"))["data"]![0]!["configuration"]!;
        Assert.False((bool)node["in_force"]!);
        Assert.Equal("providers", (string?)node["errors"]![0]!["key"]);
    }

    [Fact]
    public async Task Reload_TakesTheFile_OrRefusesItEveryTime()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"), new ManualClock());
        string before = (string)(await gateway.DoneAsync("GET config"))["hash"]!;

        gateway.Folder.Write("router.json", TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1", "http://127.0.0.1:2")));
        JsonNode reloaded = await gateway.DoneAsync("POST config/reload");
        Assert.NotEqual(before, (string?)reloaded["hash"]);
        Assert.Equal(2, (await gateway.DoneAsync("GET providers"))["data"]!.AsArray().Count);
        Assert.Equal("config.reloaded", (string?)(await gateway.DoneAsync("GET audit"))["data"]![0]!["action"]);

        gateway.Folder.Write("router.json", "{ \"providers\": 7 }");
        for (int tries = 0; tries < 2; tries++)
        {
            (int status, string words) = await gateway.RefusedAsync("POST config/reload");
            Assert.Equal(400, status);
            Assert.Contains("providers", words, StringComparison.Ordinal);
        }

        Assert.Equal((string?)reloaded["hash"], (string?)(await gateway.DoneAsync("GET config"))["hash"]);
    }
}
