namespace Router.Core.Admission.Queueing;

/// <summary>A request that waits.</summary>
internal sealed class Ticket(EnterRequest request, long deadline)
{
    public EnterRequest Request { get; } = request;

    /// <summary>When its patience ends, UTC ticks.</summary>
    public long Deadline { get; } = deadline;
}
