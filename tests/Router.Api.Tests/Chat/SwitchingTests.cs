using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Chat;

/// <summary>One session that goes from provider to provider, also between a tool's call and its result: nobody refuses it.</summary>
public sealed class SwitchingTests
{
    private static readonly (string Model, Func<ReceivedRequest, Reply> Answer, string Provider)[] Everyone =
    [
        ("claude-native", StrictProviders.Anthropic, """ "style": "native" """),
        ("claude-deepseek", StrictProviders.DeepSeekChat, """ "preset": "deepseek", "style": "openai" """),
        ("claude-gemini", StrictProviders.Gemini, """ "preset": "gemini" """),
        ("claude-kimi", StrictProviders.Kimi, """ "preset": "moonshot", "style": "openai" """),
        ("claude-deepseek-messages", StrictProviders.DeepSeekMessages, """ "preset": "deepseek" """),
    ];

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["claude-native"] = "claude-opus-5-5", ["claude-deepseek"] = "deepseek-v4-pro", ["claude-gemini"] = "gemini-3.1-pro-preview", ["claude-kimi"] = "kimi-k2.6",
        ["claude-deepseek-messages"] = "deepseek-v4-pro",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryChangeOfProvider_IsTaken(bool keepsThinking)
    {
        await using StrictHouse house = await StrictHouse.StartAsync(Everyone, Names);
        var session = new Session(house.Gateway, keepsThinking);

        foreach (string first in Names.Keys)
        {
            foreach (string second in Names.Keys)
            {
                await session.TurnAsync(first, second);
            }
        }

        Assert.Equal(4 * Names.Count * Names.Count, session.Messages.Count);
    }

    [Fact]
    public async Task StayingWithAnthropic_KeepsItsThinkingToTheByte()
    {
        await using StrictHouse house = await StrictHouse.StartAsync(Everyone, Names);
        var session = new Session(house.Gateway, keepsThinking: true);

        await session.TurnAsync("claude-native", "claude-native");
        await session.TurnAsync("claude-native", "claude-native");

        Assert.Equal(4, house["claude-native"].Requests.Count);
        Assert.Equal(2, house["claude-native"].Requests[^1].Text.Split("\"signature\":\"anthropic-").Length - 1);
        Assert.Equal(2, house["claude-native"].Requests[^1].Text.Split("\"data\":\"anthropic-").Length - 1);
    }

    [Theory]
    [InlineData("claude-deepseek")]
    [InlineData("claude-gemini")]
    public async Task BackToAnthropic_TakesOneMoreTry_WithoutThinking(string other)
    {
        await using StrictHouse house = await StrictHouse.StartAsync(Everyone, Names);
        var session = new Session(house.Gateway, keepsThinking: true);
        await session.TurnAsync(other, other);

        await session.SendAsync("claude-native", "and now?");

        Assert.Equal("2", session.Attempts);
        Assert.Contains("\"gw1.", house["claude-native"].Requests[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"gw1.", house["claude-native"].Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CarriersOfTheGateway_NeverReachACompatibleProvider()
    {
        await using StrictHouse house = await StrictHouse.StartAsync(Everyone, Names);
        var session = new Session(house.Gateway, keepsThinking: true);
        await session.TurnAsync("claude-gemini", "claude-gemini");

        await session.SendAsync("claude-deepseek-messages", "and now?");

        Assert.Equal("2", session.Attempts); // the second for the thinking that Gemini did not show
        Assert.All(house["claude-deepseek-messages"].Requests, request => Assert.DoesNotContain("redacted_thinking", request.Text, StringComparison.Ordinal));
        Assert.Contains("""{"type":"thinking","thinking":"","signature":""},{"type":"tool_use",""", house["claude-deepseek-messages"].Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThinkingThatTheClientLost_ComesFromMemory()
    {
        await using StrictHouse house = await StrictHouse.StartAsync(Everyone, Names);
        var session = new Session(house.Gateway, keepsThinking: false);

        await session.TurnAsync("claude-deepseek", "claude-deepseek");
        await session.TurnAsync("claude-gemini", "claude-gemini");

        Assert.Contains("\"reasoning_content\":\"DeepSeek thinks.\"", house["claude-deepseek"].Requests[^1].Text, StringComparison.Ordinal);
        JsonNode[] callers = [.. ChatSamples.MessagesOf(house["claude-gemini"].Requests[^1], "assistant").Where(message => message["tool_calls"] is not null)];
        Assert.Equal(
            ["skip_thought_signature_validator", "gemini-signature-"],
            callers.Select(caller => ((string)caller["tool_calls"]![0]!["extra_content"]!["google"]!["thought_signature"]!).TrimEnd("0123456789".ToCharArray())));
    }

    [Fact]
    public async Task RefusalOfSomethingElse_IsPassedOnAtOnce()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "thinking.budget_tokens: Input should be greater than 1024")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(
            """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"gw1."},{"type":"text","text":"b"}]},{"role":"user","content":"c"}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single(provider.Requests);
    }
}
