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
        Tell();
    }

    /// <summary>Swaps unless somebody else has.</summary>
    /// <param name="next">The next one.</param>
    /// <param name="expected">The one in force.</param>
    /// <returns>Whether it did.</returns>
    public bool TrySwap(RouterSnapshot next, RouterSnapshot expected)
    {
        if (!ReferenceEquals(Interlocked.CompareExchange(ref _current, next, expected), expected))
        {
            return false;
        }

        Tell();
        return true;
    }

    private void Tell()
    {
        foreach (Action heard in _listeners)
        {
            heard();
        }
    }
}
