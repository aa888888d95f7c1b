using Router.Api.Upstream.Failures;
using Router.Core.Routing;

namespace Router.Api.Filters;

/// <summary>What filters said of a message before the response cache was asked. It stands for the attempt at that target: nobody is asked twice for one attempt.</summary>
/// <param name="Target">The target.</param>
/// <param name="Refusal">Why the message can't go on; null when it can.</param>
internal sealed record ForeseenVerdict(Target Target, UpstreamFailure? Refusal);
