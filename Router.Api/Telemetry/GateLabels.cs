using Router.Api.Upstream.Gates;
using Router.Core.Admission;

namespace Router.Api.Telemetry;

/// <summary>Gates as labels.</summary>
internal static class GateLabels
{
    private static readonly string[] Many = [GateKeys.Brought, GateKeys.Vault];

    /// <summary>A key that a client brought, or that stands in a vault, has a gate of its own, named after the key; they are told as one, or there would be a series a user.</summary>
    public static string Credential(GateKey gate) => Array.Find(Many, name => gate.Credential.StartsWith($"{name}-", StringComparison.Ordinal)) ?? gate.Credential;
}
