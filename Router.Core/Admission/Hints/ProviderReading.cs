namespace Router.Core.Admission.Hints;

/// <summary>What an answer's headers say about the provider's limits.</summary>
/// <param name="Requests">Of requests; null when not said.</param>
/// <param name="Tokens">Of tokens; null when not said.</param>
public readonly record struct ProviderReading(RateReading? Requests, RateReading? Tokens);
