using System.Collections.Immutable;

namespace Router.Core.Admission;

/// <summary>What a command did besides its own answer. The host must hand it on.</summary>
/// <param name="Tickets">Answers to tickets that waited, in the order in which they were given.</param>
/// <param name="NextTick">When time alone may change something; null when it can't. Earlier ticks do no harm.</param>
public readonly record struct GateEffects(ImmutableArray<TicketAnswer> Tickets, DateTimeOffset? NextTick);
