using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>A provider that answers a streamed request with a message in one piece.</summary>
public sealed class ReplayedMessageTests
{
    private const string Ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    private static readonly string Events = Samples.Event("message_start", """{"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","model":"claude-test","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"cache_creation_input_tokens":3,"cache_read_input_tokens":7,"output_tokens":1}}}""")
        + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Hello, world!") + Samples.BlockStop(0)
        + Samples.Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":25,"cache_creation_input_tokens":3,"cache_read_input_tokens":7,"output_tokens":15}}""")
        + Samples.Event("message_stop", """{"type":"message_stop"}""");

    [Fact]
    public async Task MessageInPlaceOfAStream_IsToldAsAStream()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()).With("request-id", "req_upstream"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("a", response.Headers.GetValues("x-router-provider").Single());
        Assert.Equal("req_upstream", response.Headers.GetValues("request-id").Single());
        Assert.Equal(Events, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task MessageInPlaceOfAStream_BehindAPing_IsNotAskedForAgain()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Of(200, "application/json").Wait(go.Task).Send(Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await provider.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        using HttpResponseMessage response = await answer;
        go.SetResult();

        Assert.Equal(Ping + Events, await response.Content.ReadAsStringAsync());
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task ProvidersOwnName_StaysWhenItIsNotRewritten()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + ", \"rewriteModel\": false");

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(Events.Replace("claude-test", "upstream-model", StringComparison.Ordinal), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task MessageWithoutContent_IsNoAnswer()
    {
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Json(200, """{"type":"message","content":null}"""));
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
    }
}
