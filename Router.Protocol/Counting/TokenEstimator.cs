using System.Text.Json;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Counting;

/// <summary>
/// Estimates the input tokens of a Messages or count_tokens body in one pass over its bytes: text, thinking, tools, calls and results by
/// <see cref="TextTokenCounter"/>, images by their pixels, PDFs by their size, and fixed amounts for what a provider's template adds. Allocates
/// nothing for bodies nested up to 64 levels deep.
/// </summary>
public static class TokenEstimator
{
    /// <summary>Estimates a body.</summary>
    /// <param name="messagesRequestBody">The body in UTF-8. Bytes that are no JSON object are counted as text; nothing is refused here.</param>
    /// <returns>Tokens, ≥ 1; never fewer for a body to which something was added.</returns>
    public static long Estimate(ReadOnlySpan<byte> messagesRequestBody) => Estimate(messagesRequestBody, memo: null);

    /// <summary>Estimates a body, with the help of what was estimated before; the number is the same.</summary>
    /// <param name="messagesRequestBody">The body in UTF-8.</param>
    /// <param name="memo">Remembers the parts; null for none.</param>
    /// <returns>Tokens, ≥ 1; never fewer for a body to which something was added.</returns>
    public static long Estimate(ReadOnlySpan<byte> messagesRequestBody, TokenMemo? memo)
    {
        var walk = new RequestWalk(messagesRequestBody, memo);
        var reader = new Utf8JsonReader(messagesRequestBody, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        try
        {
            walk.Read(ref reader);
        }
        catch (JsonException)
        {
            // Whether a body is valid is judged where requests are read; an estimate has to be a number for any.
            walk.AddRest((int)reader.BytesConsumed);
        }

        return Math.Max(1, walk.Tokens);
    }
}
