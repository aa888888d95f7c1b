using Microsoft.Extensions.Logging;
using Router.Grains.Hosting;

namespace Router.Grains.Keeping;

/// <summary>
/// Tells the operator that what this node's entities would store does not arrive, and when it does again. Without storage every entity fails at every try: that is one line a minute
/// for all of them, and only the first has the failure's details.
/// </summary>
internal sealed partial class StorageNotices(FleetClock clock, ILogger<StorageNotices> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new();
    private volatile bool _isFailing;
    private DateTimeOffset _since;
    private DateTimeOffset _toldAt;
    private bool _isTold;
    private int _failed;

    /// <summary>An entity's state can't be stored; it goes on in memory and tries again.</summary>
    /// <param name="entity">Which, for the operator.</param>
    /// <param name="exception">Why.</param>
    public void Failed(string entity, Exception exception)
    {
        int failed;
        bool wasTold;
        lock (_lock)
        {
            DateTimeOffset now = clock.Now;
            (_isFailing, _since, _failed) = _isFailing ? (true, _since, _failed + 1) : (true, now, 1);
            if (now - _toldAt < Every)
            {
                return;
            }

            (_toldAt, wasTold, _isTold, failed) = (now, _isTold, true, _failed);
        }

        if (!wasTold)
        {
            LogNotStored(entity, exception);
        }
        else
        {
            LogStillNotStored(entity, failed, exception.GetBaseException().Message);
        }
    }

    /// <summary>An entity's state was stored.</summary>
    public void Stored()
    {
        if (!_isFailing)
        {
            return;
        }

        TimeSpan lasted;
        int failed;
        lock (_lock)
        {
            (bool wasTold, _isTold, _isFailing, lasted, failed) = (_isTold, false, false, clock.Now - _since, _failed);
            if (!wasTold)
            {
                return;
            }
        }

        LogStored(lasted.TotalSeconds, failed);
    }

    [LoggerMessage(701, LogLevel.Warning, "The state of {Entity} can't be stored; it goes on in memory and tries again. More of this kind is told once a minute")]
    private partial void LogNotStored(string entity, Exception exception);

    [LoggerMessage(703, LogLevel.Warning, "States still can't be stored, {Entity} among them: {Count} tries failed by now. {Reason}")]
    private partial void LogStillNotStored(string entity, int count, string reason);

    [LoggerMessage(704, LogLevel.Information, "States are stored again, after {Seconds:0} s and {Count} tries that failed")]
    private partial void LogStored(double seconds, int count);
}
