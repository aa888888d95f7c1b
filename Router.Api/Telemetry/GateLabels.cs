using Router.Api.Upstream.Gates;
using Router.Core.Admission;

namespace Router.Api.Telemetry;

/// <summary>Gates as labels.</summary>
internal static class GateLabels
{

    /// <summary>A key that a client brought has a gate of its own, named after the key; they are told as one, or there would be a series a user.</summary>
    public static string Credential(GateKey gate) => gate.Credential.StartsWith($"{GateKeys.Brought}-", StringComparison.Ordinal) ? GateKeys.Brought : gate.Credential;
}
