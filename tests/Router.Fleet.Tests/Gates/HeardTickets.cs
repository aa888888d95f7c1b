using System.Collections.Concurrent;
using Router.Core.Admission;

namespace Router.Fleet.Tests.Gates;

/// <summary>Hears the answers to tickets; whoever waits for one is told when it comes.</summary>
internal sealed class HeardTickets : IGateNotices
{
    private readonly ConcurrentDictionary<PermitId, TaskCompletionSource<GateAnswer>> _answers = new();

    public Task<GateAnswer> Of(PermitId ticket) => Source(ticket).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Answered(GateKey gate, TicketAnswer answer) => Source(answer.Id).TrySetResult(answer.Answer);

    public void TickDue(GateKey gate, TimeSpan wait)
    {
    }

    public void Dropped(GateKey gate)
    {
    }

    private TaskCompletionSource<GateAnswer> Source(PermitId ticket) =>
        _answers.GetOrAdd(ticket, static _ => new TaskCompletionSource<GateAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
}
