using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin;

/// <summary>/admin/v1/models, and what a user sees of providers.</summary>
public sealed class ModelAdminTests
{
    private const string Members = """
        "providers": { "a": { "style": "native", "baseUrl": "http://127.0.0.1:1", "credentials": ["x-secret-x"] }, "b": { "style": "native", "baseUrl": "http://127.0.0.1:2", "credentials": ["x-secret-x"] } },
        "models": { "fine": { "targets": ["a/m", "b/n"], "contextWindow": "200k", "price": { "input": 1.5 } }, "lab-*": { "targets": ["b/*"] } },
        "tiers": { "haiku": "fine" }
        """;

    [Fact]
    public async Task Models_TellWhereTheyLead()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);

        JsonArray models = (await gateway.DoneAsync("GET models"))["data"]!.AsArray();
        JsonNode fine = models.Single(model => (string?)model!["name"] == "fine")!;
        Assert.Equal(["a/m", "b/n"], fine["targets"]!.AsArray().Select(target => (string?)target));
        Assert.Equal((200_000, 1.5, "ordered"), ((long)fine["context_window"]!, (double)fine["price"]!["input"]!, (string?)fine["strategy"]));
        Assert.Contains(models, model => (string?)model!["name"] == "lab-*");
        Assert.Equal("b/lab-7", (string?)(await gateway.DoneAsync("GET models?name=lab-7"))["data"]![0]!["targets"]![0]);
        Assert.Equal("fine", (string?)(await gateway.DoneAsync("GET models?name=claude-haiku-9"))["data"]![0]!["entry"]);
        Assert.Empty((await gateway.DoneAsync("GET models?name=zebra"))["data"]!.AsArray());
    }

    [Fact]
    public async Task Users_SeeWhatTheirKeyOpens_AndNothingOfOthers()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        await gateway.DoneAsync("POST users", """{"id":"ann"}""");
        string key = (string)(await gateway.DoneAsync("POST keys", """{"user":"ann","models":["fine"],"providers":["a"]}"""))["secret"]!;

        Assert.Equal(["fine"], (await gateway.DoneAsync("GET models", key: key))["data"]!.AsArray().Select(model => (string?)model!["name"]));
        JsonNode provider = (await gateway.DoneAsync("GET providers", key: key))["data"]!.AsArray().Single()!;
        Assert.Equal(["name", "status", "drained"], provider.AsObject().Select(member => member.Key));
        Assert.Equal(404, (await gateway.RefusedAsync("GET providers/b", key: key)).Status);
        Assert.Equal(403, (await gateway.RefusedAsync("POST providers/a/drain", key: key)).Status);
    }

    [Fact]
    public async Task AdminsOfTheDefaultTenant_OperateProviders()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        string key = await gateway.UserWithKeyAsync("root", "admin");

        Assert.Equal("drained", (string?)(await gateway.DoneAsync("POST providers/a/drain", key: key))["status"]);
        Assert.Equal("unused", (string?)(await gateway.DoneAsync("POST providers/a/resume", key: key))["status"]);
        Assert.Equal("root", (string?)(await gateway.DoneAsync("GET audit", key: key))["data"]![0]!["actor"]!["user"]);
    }
}
