using System.Collections.Concurrent;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>One timer a gate, set to when the gate asked for a tick last.</summary>
internal sealed partial class GateTimers(TimeProvider clock, Func<GateKey, ValueTask> tick, ILogger<GateTimers> logger) : IDisposable
{
    private readonly ConcurrentDictionary<GateKey, ITimer> _timers = new();

    public void Set(GateKey gate, TimeSpan wait)
    {
        ITimer timer = _timers.GetOrAdd(gate, key => clock.CreateTimer(_ => Tick(key), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        // Timers count whole milliseconds and may fire a fraction early.
        timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, wait.TotalMilliseconds)) + 1), Timeout.InfiniteTimeSpan);
    }

    public void Remove(GateKey gate)
    {
        if (_timers.TryRemove(gate, out ITimer? timer))
        {
            timer.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (GateKey gate in _timers.Keys)
        {
            Remove(gate);
        }
    }

    private async void Tick(GateKey gate)
    {
        try
        {
            await tick(gate);
        }
        catch (Exception exception)
        {
            LogFailed(gate, exception); // a timer has nobody above it who could hear
        }
    }

    [LoggerMessage(340, LogLevel.Error, "A tick of gate {Gate} failed")]
    private partial void LogFailed(GateKey gate, Exception exception);
}
