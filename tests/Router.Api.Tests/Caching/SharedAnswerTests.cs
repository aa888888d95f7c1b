using System.Net;
using System.Text;
using FakeUpstream;
using Router.Api.Caching;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>Identical requests under way share one answer of one provider.</summary>
public sealed class SharedAnswerTests
{
    private const string Full = ", \"cache\": { \"mode\": \"full\" }";

    private static string Begun => Samples.Start("claude-test") + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Hello");

    private static string Rest => Samples.TextDelta(0, ", world!") + Samples.BlockStop(0) + Samples.End("end_turn");

    [Fact]
    public async Task Joiner_GetsTheSameStreamFromItsBeginning()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Begun).Wait(go.Task).Send(Rest));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        using HttpResponseMessage leader = await gateway.PostAsync(TestGateway.Body(stream: true));
        using HttpResponseMessage joiner = await gateway.PostAsync(TestGateway.Body(stream: true));
        Task<HttpResponseMessage> whole = gateway.PostAsync(TestGateway.Body(stream: false));
        go.SetResult();

        Assert.Equal("miss", leader.Headers.GetValues("x-router-cache").Single());
        Assert.Equal("joined", joiner.Headers.GetValues("x-router-cache").Single());
        Assert.Equal("a", joiner.Headers.GetValues("x-router-provider").Single());
        Assert.Equal(Begun + Rest, await leader.Content.ReadAsStringAsync());
        Assert.Equal(Begun + Rest, await joiner.Content.ReadAsStringAsync());
        using HttpResponseMessage last = await whole;
        Assert.Contains("\"Hello, world!\"", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task LeaderLeaves_JoinerGetsAll()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Begun).Wait(go.Task).Send(Rest));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        HttpResponseMessage leader = await gateway.PostAsync(TestGateway.Body(stream: true));
        using HttpResponseMessage joiner = await gateway.PostAsync(TestGateway.Body(stream: true));
        leader.Dispose();
        ReceivedRequest request = await provider.NextRequestAsync();
        go.SetResult();

        Assert.Equal(Begun + Rest, await joiner.Content.ReadAsStringAsync());
        Assert.Single(provider.Requests);
        Assert.False(request.Gone.IsCompleted);
    }

    [Fact]
    public async Task AllLeave_ProviderIsGivenUp()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Begun).Hang());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        HttpResponseMessage leader = await gateway.PostAsync(TestGateway.Body(stream: true));
        HttpResponseMessage joiner = await gateway.PostAsync(TestGateway.Body(stream: true));
        ReceivedRequest request = await provider.NextRequestAsync();
        leader.Dispose();
        joiner.Dispose();

        await request.Gone.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Who has all of it goes at once; the provider's connection is still open then.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AllLeaveBehindItsEnd_TheAnswerIsKept(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(stream ? Reply.Sse().Send(Begun + Rest).Hang() : Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        using (var once = new HttpClient())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{gateway.Address}/v1/messages?beta=true") { Content = new StringContent(TestGateway.Body(stream), Encoding.UTF8, "application/json"), Headers = { { "x-api-key", TestGateway.Key } } };
            using HttpResponseMessage response = await once.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using Stream body = await response.Content.ReadAsStreamAsync();
            var read = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (!read.ToString().EndsWith(stream ? "\"message_stop\"}\n\n" : "}}", StringComparison.Ordinal))
            {
                int length = await body.ReadAsync(buffer);
                Assert.NotEqual(0, length);
                read.Append(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }

        Assert.Equal("hit", (await ResponseCacheTests.AskAsync(gateway, stream)).Cache);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task LeaderFailsBeforeContent_TheNextLeads()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Of(400, "application/json").Wait(go.Task).Send(Samples.Error("invalid_request_error", "Once.")));
        provider.Otherwise = request => request.Text.Contains("\"stream\":true", StringComparison.Ordinal) ? Reply.Sse(Begun + Rest) : Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        Task<HttpResponseMessage> leading = gateway.PostAsync(TestGateway.Body(stream: true));
        await provider.NextRequestAsync();
        Task<HttpResponseMessage>[] joining = [gateway.PostAsync(TestGateway.Body(stream: true)), gateway.PostAsync(TestGateway.Body(stream: false))];
        go.SetResult();

        using HttpResponseMessage leader = await leading;
        Assert.Equal(HttpStatusCode.BadRequest, leader.StatusCode);
        foreach (HttpResponseMessage joiner in await Task.WhenAll(joining))
        {
            Assert.Equal(HttpStatusCode.OK, joiner.StatusCode);
            joiner.Dispose();
        }

        Assert.Equal(2, provider.Requests.Count);
    }

    [Fact]
    public async Task BrokenAfterContent_AllAreTold()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Begun).Wait(go.Task).Cut());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        using HttpResponseMessage leader = await gateway.PostAsync(TestGateway.Body(stream: true));
        using HttpResponseMessage joiner = await gateway.PostAsync(TestGateway.Body(stream: true));
        go.SetResult();

        foreach (HttpResponseMessage response in (HttpResponseMessage[])[leader, joiner])
        {
            string body = await response.Content.ReadAsStringAsync();
            Assert.StartsWith(Begun, body, StringComparison.Ordinal);
            Assert.Contains("event: error", body, StringComparison.Ordinal);
        }

        provider.Enqueue(Reply.Sse(Begun + Rest));
        using HttpResponseMessage next = await gateway.PostAsync(TestGateway.Body(stream: true));
        Assert.Equal("miss", next.Headers.GetValues("x-router-cache").Single());
    }
}
