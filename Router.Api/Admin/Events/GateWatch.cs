using Router.Api.Telemetry;
using Router.Core.AdminContract.Events;
using Router.Core.Admission;

namespace Router.Api.Admin.Events;

/// <summary>Looks at the gates once a second while somebody listens, and tells which have closed or opened.</summary>
internal sealed class GateWatch(EventHub hub, IGateBoard board, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Dictionary<GateKey, RefusalReason> _seen = [];
    private ITimer? _timer;

    public void Begin() => hub.Watch(Turn);

    public void Dispose() => _timer?.Dispose();

    private void Turn()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            if (hub.IsHeard)
            {
                _seen = board.Read().ToDictionary(sample => sample.Gate, sample => sample.Status.Closed);
                _timer = clock.CreateTimer(static watch => ((GateWatch)watch!).Look(), this, Interval, Interval);
            }
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            foreach ((GateKey gate, GateStatus status) in board.Read())
            {
                if (_seen.GetValueOrDefault(gate) != status.Closed)
                {
                    _seen[gate] = status.Closed;
                    hub.Publish(new GateChanged(clock.GetUtcNow(), gate, status.Closed, status.OpensAt));
                }
            }
        }
    }
}
