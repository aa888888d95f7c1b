using System.Collections.Immutable;

namespace Router.Core.Admission.State;

/// <summary>A queue: a line a user, in the order of their turns.</summary>
/// <param name="Interactive">Lines of interactive requests.</param>
/// <param name="Background">Lines of background requests.</param>
/// <param name="PassedOver">Interactive grants since background had its turn, while it waited.</param>
public sealed record QueueState(ImmutableArray<ImmutableArray<TicketState>> Interactive, ImmutableArray<ImmutableArray<TicketState>> Background, int PassedOver);
