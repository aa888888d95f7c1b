using Microsoft.Extensions.Logging;
using Router.Grains.Hosting;

namespace Router.Grains.Keeping;

/// <summary>
/// Tells the operator that what this node's entities would store does not arrive, and when all of them are stored again. Without storage every entity fails at every try: that is one
/// line a minute for all of them, and only the first has the failure's details.
/// </summary>
internal sealed partial class StorageNotices(FleetClock clock, ILogger<StorageNotices> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private volatile bool _isAnyFailing;
    private DateTimeOffset _since;
    private DateTimeOffset _toldAt;
    private bool _isTold;

    /// <summary>An entity's state can't be stored; it goes on in memory and tries again.</summary>
    /// <param name="entity">Which, for the operator.</param>
    /// <param name="exception">Why.</param>
    public void Failed(string entity, Exception exception)
    {
        int failing;
        bool wasTold;
        lock (_lock)
        {
            DateTimeOffset now = clock.Now;
            _since = _isAnyFailing ? _since : now;
            _isAnyFailing = true;
            _failing.Add(entity);
            if (now - _toldAt < Every)
            {
                return;
            }

            (_toldAt, wasTold, _isTold, failing) = (now, _isTold, true, _failing.Count);
        }

        if (!wasTold)
        {
            LogNotStored(entity, exception.GetBaseException().Message, exception);
        }
        else
        {
            LogStillNotStored(failing, entity, exception.GetBaseException().Message);
        }
    }

    /// <summary>An entity's state was stored, or the entity goes from this node.</summary>
    public void Stored(string entity)
    {
        if (_isAnyFailing && Remove(entity) is { } lasted)
        {
            LogStored(lasted.TotalSeconds);
        }
    }

    /// <returns>How long it had lasted, when this was the last of those that failed and somebody was told.</returns>
    private TimeSpan? Remove(string entity)
    {
        lock (_lock)
        {
            if (!_failing.Remove(entity) || _failing.Count > 0)
            {
                return null;
            }

            (_isAnyFailing, bool wasTold, _isTold) = (false, _isTold, false);
            return wasTold ? clock.Now - _since : null;
        }
    }

    [LoggerMessage(701, LogLevel.Warning, "The state of {Entity} can't be stored ({Reason}); it goes on in memory and tries again. More of this kind is told once a minute")]
    private partial void LogNotStored(string entity, string reason, Exception exception);

    [LoggerMessage(703, LogLevel.Warning, "{Count} states still can't be stored, that of {Entity} among them: {Reason}")]
    private partial void LogStillNotStored(int count, string entity, string reason);

    [LoggerMessage(704, LogLevel.Information, "All states are stored again, {Seconds:0} s after the first could not be")]
    private partial void LogStored(double seconds);
}
