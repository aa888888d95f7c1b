using Router.Core.Admission;

namespace Router.Fleet.Gates;

/// <summary>A request that asks the gate itself.</summary>
internal sealed class PendingEnter(EnterRequest request)
{
    public EnterRequest Request => request;

    /// <summary>Whether it only asks after a ticket that waits.</summary>
    public bool IsPoll { get; init; }

    /// <summary>The answer; nobody may run on it under the gate's lock.</summary>
    public TaskCompletionSource<GateAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
