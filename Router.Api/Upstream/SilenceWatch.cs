namespace Router.Api.Upstream;

/// <summary>
/// Cancels an attempt when the provider stays silent. Only waiting counts: while the client is slow to read, the provider is not silent. One
/// timer an attempt, moved only when it fires, so that a chunk costs two writes and a clock reading.
/// </summary>
internal sealed class SilenceWatch : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private long _since;
    private long _limit;
    private volatile bool _waiting;
    private volatile bool _expired;

    public SilenceWatch(TimeProvider clock, CancellationToken clientGone)
    {
        _clock = clock;
        _source = CancellationTokenSource.CreateLinkedTokenSource(clientGone);
        _timer = clock.CreateTimer(static watch => ((SilenceWatch)watch!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by silence or by the client's leaving.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether silence was the reason.</summary>
    public bool Expired => _expired;

    /// <summary>Sets how long a wait may last from now on, and starts one.</summary>
    public void Allow(TimeSpan limit)
    {
        Interlocked.Exchange(ref _limit, limit.Ticks);
        BeginWait();
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    public void BeginWait()
    {
        Interlocked.Exchange(ref _since, _clock.GetTimestamp());
        _waiting = true;
    }

    public void EndWait() => _waiting = false;

    /// <summary>Ends the attempt for another reason.</summary>
    public void Cancel() => _source.Cancel();

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Tick()
    {
        TimeSpan limit = TimeSpan.FromTicks(Interlocked.Read(ref _limit));
        TimeSpan waited = _waiting ? _clock.GetElapsedTime(Interlocked.Read(ref _since)) : TimeSpan.Zero;
        if (waited < limit)
        {
            _timer.Change(limit - waited, Timeout.InfiniteTimeSpan);
            return;
        }

        _expired = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended in the same moment; there is nothing left to cancel.
        }
    }
}
