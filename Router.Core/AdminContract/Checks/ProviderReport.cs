using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Router.Core.AdminContract.Checks;

/// <summary>What the doctor found at one provider with one model.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="Style">Its dialect, as in router.json.</param>
/// <param name="BaseUrl">Its base URL.</param>
/// <param name="Model">The model that was asked; null when none is known.</param>
/// <param name="Checks">What was looked at, in order.</param>
public sealed record ProviderReport(string Name, string Style, string BaseUrl, string? Model, ImmutableArray<Check> Checks)
{
    /// <summary>Whether nothing failed.</summary>
    [JsonPropertyOrder(-1)]
    public bool Ok => Checks.All(check => check.Status != CheckStatus.Failed);
}
