using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>A permit for one request to a provider, from the question for it until it is given back.</summary>
/// <param name="Gate">Where.</param>
/// <param name="Id">Which.</param>
internal sealed record GatePass(GateKey Gate, PermitId Id);
