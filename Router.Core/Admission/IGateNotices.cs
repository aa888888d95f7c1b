namespace Router.Core.Admission;

/// <summary>Hears what gates have to say beside their answers. It must return at once and must not call a gate from within.</summary>
public interface IGateNotices
{
    /// <summary>A ticket is answered.</summary>
    void Answered(GateKey gate, TicketAnswer answer);

    /// <summary>The gate wants a tick behind this time. It says so again whenever that changes; a tick too early does no harm.</summary>
    void TickDue(GateKey gate, TimeSpan wait);

    /// <summary>The gate is no more, until somebody enters it again.</summary>
    void Dropped(GateKey gate);
}
