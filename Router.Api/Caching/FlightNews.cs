using System.Collections.Immutable;

namespace Router.Api.Caching;

/// <summary>What is new for one who shares an answer.</summary>
/// <param name="Head">How it began; null while it has not.</param>
/// <param name="Parts">Frames; empty when nothing but the end is new.</param>
/// <param name="End">How it ended; null while it goes on.</param>
internal sealed record FlightNews(FlightHead? Head, ImmutableArray<FlightPart> Parts, FlightEnd? End);
