using Router.Protocol.Anthropic;

namespace Router.Core.Routing;

/// <summary>What a message asks of the target that serves it.</summary>
/// <param name="Contents">What it holds.</param>
/// <param name="Bytes">The length of its body, in bytes: no fewer than its tokens, media apart.</param>
/// <param name="MaxTokens">The output that it asks for, in tokens.</param>
public sealed record MessageNeeds(MessageContents Contents, long Bytes, long MaxTokens)
{
    /// <summary>Reads them from a valid request in one pass.</summary>
    /// <param name="body">The body.</param>
    /// <param name="maxTokens">Its <c>max_tokens</c>.</param>
    public static MessageNeeds Of(ReadOnlySpan<byte> body, long maxTokens) => new(MessageContents.Read(body), body.Length, maxTokens);

    /// <summary>Whether its input certainly fits into a window of this size, without an estimate.</summary>
    internal bool CertainlyFits(long window) => Contents is { Images: false, Documents: false } && Bytes <= window;
}
