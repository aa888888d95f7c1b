using System.Collections.Immutable;

namespace Router.Core.Spend.State;

/// <summary>An account's whole state, to be stored and restored; its settings are not part of it.</summary>
/// <param name="Sequence">The number of its last effect: those up to it are in the snapshot.</param>
/// <param name="Now">The latest time that it was told, UTC ticks.</param>
/// <param name="Nodes">The nodes, in the order of their levels and names.</param>
/// <param name="Open">The reservations that are out, in the order of their grants.</param>
/// <param name="Ended">The last ones that ended, oldest first.</param>
public sealed record SpendSnapshot(long Sequence, long Now, ImmutableArray<NodeState> Nodes, ImmutableArray<OpenState> Open, ImmutableArray<ReservationId> Ended)
{
    /// <summary>The sources whose spend was carried over; earlier versions knew none.</summary>
    public ImmutableArray<string> Carried
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
