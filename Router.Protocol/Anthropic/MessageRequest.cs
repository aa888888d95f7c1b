using System.Collections.Immutable;

namespace Router.Protocol.Anthropic;

/// <summary>The head of a Messages request: what routing needs. The rest of the body stays bytes.</summary>
/// <param name="Model">The model name that the client asks for.</param>
/// <param name="ModelStart">Where the value of <c>model</c> begins in the body, quotes included.</param>
/// <param name="ModelLength">The length of that value in bytes, quotes included.</param>
/// <param name="Stream">Whether the client asks for server-sent events.</param>
/// <param name="MaxTokens">The output limit in tokens, ≥ 0 (0 pre-warms the provider's prompt cache).</param>
public sealed record MessageRequest(string Model, int ModelStart, int ModelLength, bool Stream, long MaxTokens)
{
    /// <summary>Where its parts stand in the body, in that order.</summary>
    public required ImmutableArray<RequestPart> Parts { get; init; }
}
