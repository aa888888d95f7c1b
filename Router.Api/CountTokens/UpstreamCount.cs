using Router.Api.Upstream.Failures;

namespace Router.Api.CountTokens;

/// <summary>A provider's answer to count_tokens.</summary>
/// <param name="Tokens">What it counted, ≥ 1.</param>
/// <param name="Refusal">Its words, when the request itself is at fault; the client gets them.</param>
internal sealed record UpstreamCount(long Tokens, ClientAnswer? Refusal);
