using Router.Core.Admission;

namespace Router.Api.Telemetry;

/// <summary>How one gate stands.</summary>
/// <param name="Gate">Which; its credential is a number or a name, never a secret.</param>
/// <param name="Status">Its state.</param>
internal readonly record struct GateStatusSample(GateKey Gate, GateStatus Status);
