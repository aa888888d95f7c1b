using Router.Core.Admission;

namespace Router.Fleet.Gates;

/// <summary>A request of this node that waits at a gate.</summary>
/// <param name="Request">The request.</param>
/// <param name="Deadline">When its patience ends.</param>
internal sealed record WaitingTicket(EnterRequest Request, DateTimeOffset Deadline);
