using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>Hold-back, pings and timeouts, under a clock that the test moves.</summary>
public sealed class SilenceTests
{
    private const string Ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    private static readonly TimeSpan CommitAfter = TimeSpan.FromSeconds(15);

    private static Task WaitFor(ManualClock clock, TimeSpan due) => clock.WaitForTimerAsync(due, due);

    [Fact]
    public async Task SilentProvider_CommitsWithAPing_AndTheAnswerFollows()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start()).Wait(go.Task).Send(Samples.Stream()[Samples.Start().Length..]));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await provider.NextRequestAsync();
        clock.Advance(CommitAfter - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));
        using HttpResponseMessage response = await answer;
        await WaitFor(clock, CommitAfter);
        clock.Advance(CommitAfter);
        await WaitFor(clock, CommitAfter);
        go.SetResult();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Ping + Ping + Samples.Stream(model: "claude-test"), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task AfterAPing_FailoverStillHappens_AndOnlyOneMessageStartIsSeen()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start("first")).Wait(go.Task).Cut());
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await first.NextRequestAsync();
        clock.Advance(CommitAfter);
        using HttpResponseMessage response = await answer;
        go.SetResult();

        Assert.Equal(Ping + Samples.Stream(model: "claude-test"), await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(529, "overloaded_error", "overloaded_error")]
    [InlineData(429, "rate_limit_error", "overloaded_error")]
    [InlineData(400, "invalid_request_error", "invalid_request_error")]
    public async Task AfterAPing_ExhaustionIsAnErrorEvent_OfTheTypeThatTheClientActsOn(int status, string given, string told)
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(status, Samples.Error(given, "the words")));
        provider.Otherwise = _ => Reply.Json(200, "{}");
        await using FakeProvider slow = await FakeProvider.StartAsync(Reply.Sse().Wait(go.Task).Cut());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", slow.BaseUrl, provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await slow.NextRequestAsync();
        clock.Advance(CommitAfter);
        using HttpResponseMessage response = await answer;
        go.SetResult();
        string text = await response.Content.ReadAsStringAsync();

        Assert.StartsWith(Ping + $"event: error\ndata: {{\"type\":\"error\",\"error\":{{\"type\":\"{told}\",\"message\":\"the words\"}},\"request_id\":\"req_", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilenceAfterContent_IsFilledWithPings()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        string head = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a");
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(head + "event: content_bl").Wait(go.Task).Send(Samples.BlockStop(0)["event: content_bl".Length..] + Samples.End("end_turn")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        await WaitFor(clock, CommitAfter);
        clock.Advance(CommitAfter);
        await WaitFor(clock, CommitAfter);
        go.SetResult();

        // The ping stands between two frames, although half a frame had come from the provider.
        string expected = head.Replace("upstream-model", "claude-test", StringComparison.Ordinal) + Ping + Samples.BlockStop(0) + Samples.End("end_turn");
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(true, 40)]
    [InlineData(false, 200)]
    public async Task NoStatusLineInTime_GoesToTheNextTarget(bool stream, int seconds)
    {
        var clock = new ManualClock();
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Sse().Hang());
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            TestGateway.ProvidersWith(", \"timeouts\": { \"firstByte\": \"40s\" }", first.BaseUrl, second.BaseUrl) + ", \"commitAfter\": \"10m\"", clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream));
        ReceivedRequest received = await first.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(seconds));

        using HttpResponseMessage response = await answer;
        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
        await received.Gone.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task AnswerInOnePiece_MayTakeLongerThanTheFirstByteOfAStream()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Of(200, "application/json").Wait(go.Task).Send(Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: false));
        await provider.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(599));
        go.SetResult();

        using HttpResponseMessage response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task StreamThatOnlyPings_BeforeContent_GoesToTheNextTarget_WhenTheTimeForFirstContentIsOver()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Sse().Wait(go.Task).Send(Samples.Start() + Samples.Ping + ": waiting\n\n").Hang());
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            TestGateway.ProvidersWith(", \"timeouts\": { \"firstByte\": \"40s\" }", first.BaseUrl, second.BaseUrl) + ", \"commitAfter\": \"10m\"", clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await first.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        go.SetResult();

        // What is left of the 40 s passes in steps, though silence alone may last 120 s: only waiting counts, so the step in which the pings came may be lost.
        Task<ReceivedRequest> next = second.NextRequestAsync();
        await clock.AdvanceUntilAsync(next, step: TimeSpan.FromSeconds(5), atMost: TimeSpan.FromMinutes(4));
        await next;

        using HttpResponseMessage response = await answer;
        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
    }

    [Fact]
    public async Task StreamThatOnlyPings_BehindAnOpenedBlock_IsGivenTimeToThink()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        string head = Samples.Start("claude-test") + Samples.TextBlockStart(0);
        string rest = Samples.TextDelta(0, "a") + Samples.BlockStop(0) + Samples.End("end_turn");
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(head).Wait(go.Task).Send(rest));
        await using TestGateway gateway = await TestGateway.StartAsync(
            TestGateway.ProvidersWith(", \"timeouts\": { \"firstByte\": \"40s\", \"idle\": \"100s\" }", provider.BaseUrl) + ", \"commitAfter\": \"10m\"", clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await WaitFor(clock, TimeSpan.FromSeconds(100));
        clock.Advance(TimeSpan.FromSeconds(99));
        go.SetResult();

        using HttpResponseMessage response = await answer;
        Assert.Equal(head + rest, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task StreamThatOnlyPings_AfterContent_EndsWithAnErrorEvent_InTheEnd()
    {
        const int Comments = 12;
        var clock = new ManualClock();
        TaskCompletionSource[] go = [.. Enumerable.Range(0, Comments).Select(_ => new TaskCompletionSource())];
        Reply reply = Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a"));
        for (int index = 0; index < Comments; index++)
        {
            reply.Wait(go[index].Task).Send($": comment {index}\n\n");
        }

        await using FakeProvider provider = await FakeProvider.StartAsync(reply.Hang());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        // Silence alone may last 120 s, so each comment keeps the stream open for another 100 s, but no longer than 5 minutes in all.
        int seen = 0;
        string? line = "";
        while (line is not null && !line.StartsWith("event: error", StringComparison.Ordinal))
        {
            line = await reader.ReadLineAsync();
            bool begun = line?.Contains("text_delta", StringComparison.Ordinal) == true;
            bool comment = line == $": comment {seen}";
            if (begun || comment)
            {
                seen += comment ? 1 : 0;
                clock.Advance(TimeSpan.FromSeconds(seen == 0 ? 0 : 100));
                go[seen].TrySetResult();
            }
        }

        Assert.InRange(seen, 3, Comments - 1);
        Assert.Contains("sent nothing more of its answer for 300 s", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilentStream_BeforeContent_GoesToTheNextTarget()
    {
        var clock = new ManualClock();
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start()).Hang());
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"timeouts\": { \"idle\": \"10s\" }", first.BaseUrl, second.BaseUrl) + ", \"commitAfter\": \"10m\"", clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await first.NextRequestAsync();
        await clock.AdvanceUntilAsync(second.NextRequestAsync(), step: TimeSpan.FromSeconds(5), atMost: TimeSpan.FromMinutes(4));

        using HttpResponseMessage response = await answer;
        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
    }

    [Fact]
    public async Task SilentStream_AfterContent_EndsWithAnErrorEvent_AndNothingIsRetried()
    {
        var clock = new ManualClock();
        string head = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a");
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Sse().Send(head).Hang());
        await using FakeProvider second = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"timeouts\": { \"idle\": \"10s\" }", first.BaseUrl, second.BaseUrl), clock);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        Task<string> rest = response.Content.ReadAsStringAsync();
        await clock.AdvanceUntilAsync(rest, step: TimeSpan.FromSeconds(2), atMost: TimeSpan.FromMinutes(4));
        string text = await rest;

        Assert.StartsWith(head.Replace("upstream-model", "claude-test", StringComparison.Ordinal) + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"timeout_error\"", text, StringComparison.Ordinal);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Firmly_AnAnswerInOnePiece_GetsNoPings()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Of(200, "application/json").Wait(go.Task).Send(Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: false));
        await provider.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(100));
        go.SetResult();

        using HttpResponseMessage response = await answer;
        Assert.Equal(Samples.Message(model: "claude-test"), await response.Content.ReadAsStringAsync());
    }
}
