using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Router.Core.AdminContract.Checks;

namespace Router.Api.Doctor;

/// <summary>Everything that the doctor found.</summary>
/// <param name="Version">The gateway's version.</param>
/// <param name="Configuration">The configuration.</param>
/// <param name="Providers">The providers, in the order of the configuration; empty when that has errors.</param>
internal sealed record DoctorReport(string Version, ConfigurationReport Configuration, ImmutableArray<ProviderReport> Providers)
{
    /// <summary>Whether nothing failed.</summary>
    [JsonPropertyOrder(-1)]
    public bool Ok => Configuration.Ok && Providers.All(provider => provider.Ok);
}
