namespace Router.Core.Translation;

/// <summary>What one model's reports taught about the estimates for it.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model's name at the provider.</param>
/// <param name="Ratio">Reported over estimated tokens, 0.5 to 2.5.</param>
/// <param name="Samples">How many reports went in, ≥ 1.</param>
public sealed record TokenRatio(string Provider, string Model, double Ratio, long Samples);
