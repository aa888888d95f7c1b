using Router.Api.Tests.Testing;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Xunit;

namespace Router.Api.Tests.Upstream;

/// <summary>How long a provider is waited for, stage by stage. A wait brings content, or only pings.</summary>
public sealed class SilenceWatchTests
{
    private readonly ManualClock _clock = new();

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private void Wait(SilenceWatch watch, int seconds, bool content)
    {
        watch.BeginWait();
        _clock.Advance(Seconds(seconds));
        watch.EndWait();
        if (content)
        {
            watch.Content();
        }
        else
        {
            watch.NoContent();
        }
    }

    [Fact]
    public void StatusLine_MustComeInTime()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(40));
        _clock.Advance(Seconds(39));
        Assert.False(watch.Expired);
        _clock.Advance(Seconds(1));

        Assert.True(watch.Token.IsCancellationRequested);
        Assert.Equal((FailureKind.FirstByteTimeout, Seconds(40)), (watch.ExpiredKind, watch.ExpiredLimit));
    }

    [Fact]
    public void PingsBeforeContent_DoNotExtendTheTime_WhichCountsFromTheRequest()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(40));
        _clock.Advance(Seconds(10));
        watch.AwaitContent(Seconds(20));
        Wait(watch, 15, content: false);
        Wait(watch, 14, content: false);
        Assert.False(watch.Expired);
        Wait(watch, 1, content: false);

        Assert.True(watch.Expired);
        Assert.Equal((FailureKind.FirstByteTimeout, Seconds(40)), (watch.ExpiredKind, watch.ExpiredLimit));
    }

    [Fact]
    public async Task TimeRunsOut_BetweenAWaitAndItsCounting_IsNotGivenTwice()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        var expired = new TaskCompletionSource();
        watch.Token.Register(expired.SetResult);
        watch.AwaitAnswer(Seconds(40));
        watch.EndWait();
        _clock.Advance(Seconds(40)); // the timer fires while what was read is looked at
        Assert.False(watch.Expired);
        watch.NoContent();

        await expired.Task.WaitAsync(Seconds(60));
        Assert.Equal((FailureKind.FirstByteTimeout, Seconds(40)), (watch.ExpiredKind, watch.ExpiredLimit));
    }

    [Fact]
    public void SilenceBeforeContent_EndsAtIdle()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(40));
        watch.AwaitContent(Seconds(20));
        _clock.Advance(Seconds(20));

        Assert.Equal((FailureKind.IdleTimeout, Seconds(20)), (watch.ExpiredKind, watch.ExpiredLimit));
    }

    [Theory]
    [InlineData(20, 300)]
    [InlineData(400, 400)]
    public void PingsBehindTheBeginning_ExtendTheWait_ForFiveMinutesOrIdle(int idle, int limit)
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(40));
        watch.AwaitContent(Seconds(idle));
        Wait(watch, 5, content: true);
        watch.AwaitMore(Seconds(idle));
        for (int waited = 10; waited < limit; waited += 10)
        {
            Wait(watch, 10, content: false);
        }

        Assert.False(watch.Expired);
        Wait(watch, 10, content: false);

        Assert.Equal((FailureKind.IdleTimeout, Seconds(limit)), (watch.ExpiredKind, watch.ExpiredLimit));
    }

    [Fact]
    public void Content_BeginsTheWaitAnew()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(40));
        watch.AwaitContent(Seconds(20));
        watch.AwaitMore(Seconds(20));
        for (int count = 0; count < 100; count++)
        {
            Wait(watch, 19, content: count % 10 == 9);
        }

        Assert.False(watch.Expired);
    }

    [Fact]
    public void SlowClient_IsNotTheProvidersSilence()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(40));
        watch.AwaitContent(Seconds(20));
        Wait(watch, 1, content: true);
        watch.AwaitMore(Seconds(20));
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.False(watch.Expired);
    }

    [Fact]
    public void BehindTheLastEvent_PingsExtendNothing()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(40));
        watch.AwaitContent(Seconds(20));
        watch.AwaitEnd();
        Wait(watch, 1, content: false);
        Assert.False(watch.Expired);
        Wait(watch, 1, content: false);

        Assert.True(watch.Expired);
    }

    [Fact]
    public async Task EmptyLines_InPlaceOfABody_DoNotExtendTheTime()
    {
        using var watch = new SilenceWatch(_clock, CancellationToken.None);
        watch.AwaitAnswer(Seconds(600));
        watch.AwaitContent(Seconds(120));
        await using var lines = new EmptyLines(_clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ResponseBody.ReadAsync(lines, watch));

        Assert.Equal((FailureKind.FirstByteTimeout, Seconds(600)), (watch.ExpiredKind, watch.ExpiredLimit));
        Assert.Equal(Seconds(600), _clock.GetElapsedTime(0));
    }

    private sealed class EmptyLines(ManualClock clock) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            cancellationToken.ThrowIfCancellationRequested();
            "\r\n"u8.CopyTo(buffer.Span);
            return new(2);
        }
    }
}
