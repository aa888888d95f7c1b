using System.Collections.Immutable;

namespace Router.Api.Configuration;

/// <summary>Holds the snapshot in force. A request takes it once and keeps it to its end.</summary>
internal sealed class SnapshotHolder(RouterSnapshot first)
{
    private volatile RouterSnapshot _current = first;
    private ImmutableArray<Action> _listeners = [];

    public RouterSnapshot Current => _current;

    /// <summary>Calls somebody behind every swap, for as long as the gateway runs.</summary>
    public void Listen(Action heard) => ImmutableInterlocked.Update(ref _listeners, static (all, heard) => all.Add(heard), heard);

    public void Swap(RouterSnapshot next)
    {
        _current = next;
        foreach (Action heard in _listeners)
        {
            heard();
        }
    }
}
