using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Filters;
using Router.Api.Messages;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Filters;

public sealed class MessageFilterTests
{
    [Fact]
    public void Page_ShowsTheExample()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tests/Router.Api.Tests/Filters/HouseRules.cs"));

        Assert.Contains(source[source.IndexOf("/// <summary>", StringComparison.Ordinal)..].Trim(), File.ReadAllText(Path.Combine(Repository.Root, "docs/filters.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Example_RefusesWithItsWords_AndNothingIsSent(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartWithAsync(TestGateway.Providers(provider.BaseUrl, provider.BaseUrl), services => services.AddMessageFilter<HouseRules>());

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream).Replace("Hi", "About Project Heron", StringComparison.Ordinal));

        JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(("permission_error", "Project Heron stays in the house: choose the model \"local\"."), ((string?)error["type"], (string?)error["message"]));
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
        Assert.Equal("0", response.Headers.GetValues("x-router-attempts").Single());
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task Example_AddsUpUsage_AndLeavesTheBody()
    {
        var rules = new HouseRules();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Sse(Samples.Stream()));
        await using (TestGateway gateway = await StartAsync(rules, provider))
        {
            await ReadAsync(gateway, stream: false);
            await ReadAsync(gateway, stream: true);
        }

        Assert.Equal(30, rules.TokensOf("alice"));
        Assert.Equal(TestGateway.Body(stream: false).Replace("claude-test", "upstream-model", StringComparison.Ordinal), provider.Requests[0].Text);
    }

    [Fact]
    public async Task ReplacedBody_GoesToEachTarget_MadeAnewFromTheClients()
    {
        var filter = new ScriptedFilter(message => FilterVerdict.Replace(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message.Body.Span).Replace("{\"model\"", $"{{\"to\":\"{message.Target}\",\"model\"", StringComparison.Ordinal))));
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(filter, provider, provider);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string sent = TestGateway.Body(stream: false).Replace("claude-test", "upstream-model", StringComparison.Ordinal);
        Assert.Equal(["a", "b"], provider.Requests.Select(request => ((string)request.Json["to"]!).Split('/')[0]));
        Assert.Equal(sent.Replace("{\"model\"", "{\"to\":\"b/upstream-model\",\"model\"", StringComparison.Ordinal), provider.Requests[1].Text);
        MessageOutcome outcome = await filter.Outcome;
        Assert.Equal((MessageEnding.Complete, 200, 2, "b", 15L), (outcome.Ending, outcome.Status, outcome.Attempts, outcome.Target!.Provider.Name, outcome.Usage.Output));
    }

    public static TheoryData<string, Func<FilteredMessage, FilterVerdict>> Mistakes => new()
    {
        { "throws", _ => throw new InvalidOperationException("a mistake") },
        { "no JSON", _ => FilterVerdict.Replace("{"u8.ToArray()) },
        { "another model", message => FilterVerdict.Replace(Encoding.UTF8.GetBytes(TestGateway.Body(message.Request.Stream, "claude-other"))) },
        { "another mode", message => FilterVerdict.Replace(Encoding.UTF8.GetBytes(TestGateway.Body(!message.Request.Stream))) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task FilterThatFails_CostsOneMessage(string mistake, Func<FilteredMessage, FilterVerdict> filter)
    {
        var scripted = new ScriptedFilter(filter);
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(scripted, provider);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        JsonNode envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(("error", "api_error"), ((string?)envelope["type"], (string?)envelope["error"]!["type"]));
        Assert.Contains("A filter of this gateway failed", (string?)envelope["error"]!["message"], StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
        Assert.True((await scripted.Outcome).Ending == MessageEnding.Failed, mistake);
    }

    [Fact]
    public async Task FilterThatFailsAtTheEnd_LeavesTheAnswer()
    {
        var filter = new ScriptedFilter(_ => FilterVerdict.Pass, throwsAtEnd: true);
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(filter, provider);

        await ReadAsync(gateway, stream: false);
        await filter.Outcome;
        await ReadAsync(gateway, stream: false);
    }

    private static async Task ReadAsync(TestGateway gateway, bool stream)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream));
        Assert.Equal(stream ? Samples.Stream(model: "claude-test") : Samples.Message(model: "claude-test"), await response.Content.ReadAsStringAsync());
    }

    private static Task<TestGateway> StartAsync(IMessageFilter filter, params FakeProvider[] providers) =>
        TestGateway.StartWithAsync(TestGateway.Providers([.. providers.Select(provider => provider.BaseUrl)]), services => services.AddSingleton(filter));
}
