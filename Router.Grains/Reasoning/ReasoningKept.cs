using System.Collections.Immutable;
using Router.Core.Reasoning;

namespace Router.Grains.Reasoning;

/// <summary>A user's reasoning as it is stored.</summary>
/// <param name="Records">The calls, the oldest first.</param>
public sealed record ReasoningKept(ImmutableArray<ReasoningRecord> Records);
