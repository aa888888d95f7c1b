using Router.Core.Spend;

namespace Router.Grains.Spend;

/// <summary>
/// The names of reservations that ended within the last minute, however many. A message that was stuck in a frozen node may come that much later than its repetition;
/// one that is older still is turned away by its deadline.
/// </summary>
internal sealed class RecentlyEnded
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly HashSet<ReservationId> _known = [];
    private readonly Queue<(ReservationId Id, DateTimeOffset At)> _order = new();

    public bool Contains(ReservationId id) => _known.Contains(id);

    public void Add(ReservationId id, DateTimeOffset now)
    {
        while (_order.TryPeek(out (ReservationId Id, DateTimeOffset At) oldest) && oldest.At + Kept < now)
        {
            _known.Remove(_order.Dequeue().Id);
        }

        if (_known.Add(id))
        {
            _order.Enqueue((id, now));
        }
    }
}
