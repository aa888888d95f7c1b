using Router.Api.Configuration;
using Router.Api.Upstream;
using Router.Core.Routing;

namespace Router.Api.Doctor.Probes;

/// <summary>Who is asked: a target, with one credential, under one version of the configuration.</summary>
internal sealed record ProbeTarget(RouterSnapshot Snapshot, Target Target, Credential Credential);
