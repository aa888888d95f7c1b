using Router.Api.Upstream.Failures;

namespace Router.Api.Upstream;

/// <summary>
/// Cancels an attempt when the provider stays silent, or says nothing but pings. Only waiting counts: while the client is slow to read, the
/// provider is not silent. One timer an attempt, moved only when it fires, so that a chunk of content costs three writes and a clock reading.
/// </summary>
internal sealed class SilenceWatch : IDisposable
{
    /// <summary>
    /// How long a provider may ping, once its answer has begun, without a word of it: a healthy one pings while it thinks, but so does an
    /// edge before a model that has died.
    /// </summary>
    public static readonly TimeSpan LongestPinging = TimeSpan.FromMinutes(5);

    /// <summary>How long a provider may keep the connection open behind its last event.</summary>
    private static readonly TimeSpan TrailingTime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new(); // an amount of time left and the timer's setting belong together
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private long _since;
    private long _barren;
    private long _silenceLimit;
    private long _barrenLimit;
    private volatile bool _waiting;
    private volatile bool _expired;
    private FailureKind _silenceKind;
    private FailureKind _barrenKind;

    public SilenceWatch(TimeProvider clock, CancellationToken clientGone)
    {
        _clock = clock;
        _source = CancellationTokenSource.CreateLinkedTokenSource(clientGone);
        _timer = clock.CreateTimer(static watch => ((SilenceWatch)watch!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by silence or by the client's leaving.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether silence, or pings without content, were the reason.</summary>
    public bool Expired => _expired;

    /// <summary>What ran out, when <see cref="Expired"/>: the patience for the answer's beginning, or for its going on.</summary>
    public FailureKind ExpiredKind { get; private set; }

    /// <summary>How long the provider was waited for, when <see cref="Expired"/>.</summary>
    public TimeSpan ExpiredLimit { get; private set; }

    /// <summary>The request goes out: the status line, and then the first content, must come within this time.</summary>
    public void AwaitAnswer(TimeSpan limit)
    {
        (_silenceKind, _barrenKind) = (FailureKind.FirstByteTimeout, FailureKind.FirstByteTimeout);
        Content();
        BeginWait();
        Allow(limit, limit);
    }

    /// <summary>The status line is there: no silence longer than this, and what is left of the time for first content.</summary>
    public void AwaitContent(TimeSpan idle)
    {
        CountBarren();
        _silenceKind = FailureKind.IdleTimeout;
        BeginWait();
        Allow(idle, TimeSpan.FromTicks(Interlocked.Read(ref _barrenLimit)));
    }

    /// <summary>The answer has begun: pings and comments count as life, for <see cref="LongestPinging"/> at most.</summary>
    public void AwaitMore(TimeSpan idle)
    {
        _barrenKind = FailureKind.IdleTimeout;
        Content();
        Allow(idle, idle > LongestPinging ? idle : LongestPinging);
    }

    /// <summary>The last event has come.</summary>
    public void AwaitEnd()
    {
        Content();
        Allow(TrailingTime, TrailingTime);
    }

    public void BeginWait()
    {
        Interlocked.Exchange(ref _since, _clock.GetTimestamp());
        _waiting = true;
    }

    public void EndWait() => _waiting = false;

    /// <summary>The last wait brought something of the answer.</summary>
    public void Content() => Interlocked.Exchange(ref _barren, 0);

    /// <summary>
    /// The last wait brought nothing of the answer. Sets the timer: it may have fired since that wait ended, when its time wasn't counted yet.
    /// </summary>
    public void NoContent()
    {
        lock (_lock)
        {
            CountBarren();
            SetTimer(waited: TimeSpan.Zero);
        }
    }

    /// <summary>Ends the attempt for another reason.</summary>
    public void Cancel() => _source.Cancel();

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void CountBarren() => Interlocked.Add(ref _barren, _clock.GetElapsedTime(Interlocked.Read(ref _since)).Ticks);

    private void Allow(TimeSpan silence, TimeSpan barren)
    {
        lock (_lock)
        {
            Interlocked.Exchange(ref _silenceLimit, silence.Ticks);
            Interlocked.Exchange(ref _barrenLimit, barren.Ticks);
            SetTimer(waited: TimeSpan.Zero);
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            TimeSpan waited = _waiting ? _clock.GetElapsedTime(Interlocked.Read(ref _since)) : TimeSpan.Zero;
            if (Left(waited) > TimeSpan.Zero)
            {
                SetTimer(waited);
                return;
            }

            var silence = TimeSpan.FromTicks(Interlocked.Read(ref _silenceLimit));
            var barren = TimeSpan.FromTicks(Interlocked.Read(ref _barrenLimit));
            (ExpiredKind, ExpiredLimit) = waited >= silence ? (_silenceKind, silence) : (_barrenKind, barren);
            _expired = true;
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended in the same moment; there is nothing left to cancel.
        }
    }

    private void SetTimer(TimeSpan waited)
    {
        TimeSpan left = Left(waited);
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Left(TimeSpan waited)
    {
        long toContent = Interlocked.Read(ref _barrenLimit) - Interlocked.Read(ref _barren);
        return TimeSpan.FromTicks(Math.Min(toContent, Interlocked.Read(ref _silenceLimit))) - waited;
    }
}
