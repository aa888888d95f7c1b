using Router.Core.Admission;

namespace FleetBench;

/// <summary>Nobody waits.</summary>
internal sealed class SilentTickets : IGateNotices
{
    public void Answered(GateKey gate, TicketAnswer answer)
    {
    }

    public void TickDue(GateKey gate, TimeSpan wait)
    {
    }

    public void Dropped(GateKey gate)
    {
    }
}
