namespace Router.Core.Admission.State;

/// <summary>A request that waits.</summary>
/// <param name="Request">The request.</param>
/// <param name="Deadline">When its patience ends, UTC ticks.</param>
public sealed record TicketState(EnterRequest Request, long Deadline);
