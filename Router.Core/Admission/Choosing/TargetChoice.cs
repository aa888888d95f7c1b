namespace Router.Core.Admission.Choosing;

/// <summary>What a target is chosen by.</summary>
/// <param name="Weight">Its share, ≥ 1.</param>
/// <param name="Price">USD a million tokens, of input and output as the caller mixes them; null when unknown.</param>
/// <param name="Latency">The average time to first token; null when not measured, or too long ago.</param>
public readonly record struct TargetChoice(int Weight, decimal? Price, TimeSpan? Latency);
