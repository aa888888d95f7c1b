using Router.Core.Admission;

namespace Router.Core.Tests.Admission;

internal sealed class HeardNotices : IGateNotices
{
    public List<(GateKey Gate, TicketAnswer Answer)> Answers { get; } = [];

    public List<(GateKey Gate, DateTimeOffset At)> Ticks { get; } = [];

    public void Answered(GateKey gate, TicketAnswer answer) => Answers.Add((gate, answer));

    public void TickDue(GateKey gate, DateTimeOffset at) => Ticks.Add((gate, at));
}
