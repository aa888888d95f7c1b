using System.Collections.Immutable;
using Router.Core.Admission;

namespace Router.Grains.Gates;

/// <summary>What a gate has to say.</summary>
/// <param name="Version">Counts the changes of how the gate stands, within its present owner: news that come late are old.</param>
/// <param name="Owner">Names the present owner.</param>
/// <param name="Closed">Why it is closed; none when it is open.</param>
/// <param name="OpensIn">When it may open; null when it is open, or nobody knows.</param>
/// <param name="Tickets">Answers to tickets of the node that is told.</param>
public sealed record GateNews(long Version, Guid Owner, RefusalReason Closed, TimeSpan? OpensIn, ImmutableArray<TicketAnswer> Tickets);
