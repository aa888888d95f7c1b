namespace Router.Core.Admission.Hints;

/// <summary>What an answer's headers say about one limit.</summary>
/// <param name="Limit">The limit itself; null when not said.</param>
/// <param name="Remaining">What is left of it, ≥ 0.</param>
/// <param name="ResetIn">In how long it is whole again, above zero.</param>
public readonly record struct RateReading(long? Limit, long Remaining, TimeSpan ResetIn);
