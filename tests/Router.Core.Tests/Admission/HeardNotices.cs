using Router.Core.Admission;

namespace Router.Core.Tests.Admission;

internal sealed class HeardNotices : IGateNotices
{
    public List<(GateKey Gate, TicketAnswer Answer)> Answers { get; } = [];

    public List<(GateKey Gate, TimeSpan Wait)> Ticks { get; } = [];

    public List<GateKey> Gone { get; } = [];

    public void Answered(GateKey gate, TicketAnswer answer) => Answers.Add((gate, answer));

    public void TickDue(GateKey gate, TimeSpan wait) => Ticks.Add((gate, wait));

    public void Dropped(GateKey gate) => Gone.Add(gate);
}
