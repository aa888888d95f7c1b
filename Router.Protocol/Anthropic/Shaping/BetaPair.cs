using System.Collections.Immutable;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>A beta and the parts of a request that are there only with it.</summary>
/// <param name="Beta">How its dated name begins: <c>context-management-</c>.</param>
/// <param name="Parts">The parts: a top-level field, or a path of <see cref="RemovedParts"/>. The beta has no sense without all of them.</param>
/// <param name="IsNeeded">Whether they are refused without it; otherwise they may stay when it goes.</param>
internal sealed record BetaPair(string Beta, ImmutableArray<string> Parts, bool IsNeeded = true);
