using System.Collections.Immutable;

namespace Router.Core.Spend.Accounting;

/// <summary>The names of the last reservations that ended, so that a command that comes late reserves nothing anew.</summary>
internal sealed class EndedReservations
{
    private const int Most = 1024;

    private readonly HashSet<ReservationId> _known = [];
    private readonly Queue<ReservationId> _order = new();

    public bool Contains(ReservationId id) => _known.Contains(id);

    public void Add(ReservationId id)
    {
        _known.Add(id);
        _order.Enqueue(id);
        if (_order.Count > Most)
        {
            _known.Remove(_order.Dequeue());
        }
    }

    public ImmutableArray<ReservationId> Save() => [.. _order];
}
