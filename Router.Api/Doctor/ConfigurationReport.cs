using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Router.Core.AdminContract.Checks;

namespace Router.Api.Doctor;

/// <summary>What the doctor found in the configuration.</summary>
/// <param name="File">The file; null when everything comes from the environment.</param>
/// <param name="Checks">What was looked at.</param>
internal sealed record ConfigurationReport(string? File, ImmutableArray<Check> Checks)
{
    /// <summary>Whether nothing failed.</summary>
    [JsonPropertyOrder(-1)]
    public bool Ok => Checks.All(check => check.Status != CheckStatus.Failed);
}
