using System.Collections.Immutable;

namespace Router.Core.Spend.State;

/// <summary>A reservation that is out.</summary>
/// <param name="Sequence">The number of the effect that granted it.</param>
/// <param name="Reservation">The reservation as it stands.</param>
/// <param name="Places">Its entries in the windows of its nodes, the tenant's first.</param>
/// <param name="Borrowed">The tokens that the windows count for it.</param>
public sealed record OpenState(long Sequence, Reservation Reservation, ImmutableArray<WindowPlace> Places, long Borrowed);
