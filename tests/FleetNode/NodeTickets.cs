using System.Collections.Concurrent;
using Router.Core.Admission;

namespace NodeUnderTest;

/// <summary>The answers to tickets of this node.</summary>
internal sealed class NodeTickets : IGateNotices
{
    private readonly ConcurrentDictionary<PermitId, TaskCompletionSource<GateAnswer>> _answers = new();

    public Task<GateAnswer> Of(PermitId ticket) => Source(ticket).Task;

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
