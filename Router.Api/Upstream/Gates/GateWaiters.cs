using System.Collections.Concurrent;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>Those on this node who wait for the answer to their ticket.</summary>
internal sealed class GateWaiters(GateTimers timers, TokenBorrowing tokens) : IGateNotices
{
    private readonly ConcurrentDictionary<PermitId, TaskCompletionSource<GateAnswer>> _waiting = new();

    /// <summary>Asks for a permit and waits for it, as long as the request's patience goes.</summary>
    /// <exception cref="OperationCanceledException">The client has gone; nothing is held for it.</exception>
    public async ValueTask<GateAnswer> EnterAsync(IProviderGates gates, GateKey gate, EnterRequest request, CancellationToken gone)
    {
        // The answer may come before the question's own: whoever would wait listens first. It comes under the gate's lock, so nothing may run on it there.
        var waiter = new TaskCompletionSource<GateAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[request.Id] = waiter;
        try
        {
            GateAnswer answer = await gates.EnterAsync(gate, request);
            return answer.Kind == AdmissionKind.Queued ? await waiter.Task.WaitAsync(gone) : answer;
        }
        catch (OperationCanceledException)
        {
            await gates.CancelAsync(gate, request.Id);
            throw;
        }
        finally
        {
            _waiting.TryRemove(request.Id, out _);
        }
    }

    public void Answered(GateKey gate, TicketAnswer answer)
    {
        if (_waiting.TryGetValue(answer.Id, out TaskCompletionSource<GateAnswer>? waiter))
        {
            waiter.TrySetResult(answer.Answer);
        }
    }

    public void TickDue(GateKey gate, TimeSpan wait) => timers.Set(gate, wait);

    public void Dropped(GateKey gate)
    {
        timers.Remove(gate);
        tokens.Forget(gate);
    }
}
