using System.Collections.Immutable;
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
    public static long Estimate(ReadOnlySpan<byte> messagesRequestBody)
    {
        var walk = new RequestWalk(messagesRequestBody);
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

        return Tokens(walk.Hundredths);
    }

    /// <summary>Estimates a body whose parts are known, with the help of what was estimated before; the number is the same.</summary>
    /// <param name="body">The body in UTF-8.</param>
    /// <param name="parts">Where its parts stand, as <see cref="MessageRequestReader"/> found them.</param>
    /// <param name="memo">Remembers the parts.</param>
    public static RequestEstimate Estimate(ReadOnlySpan<byte> body, ImmutableArray<RequestPart> parts, TokenMemo memo)
    {
        long hundredths = RequestWalk.RequestOverhead * 100;
        var marks = CacheMarks.None;
        int rest = 0; // where what lies between the parts begins
        foreach (RequestPart part in parts.AsSpan())
        {
            if (part.Kind == RequestPartKind.Metadata)
            {
                continue;
            }

            PartCount count = PartCount.Of(part.In(body), part.Kind, memo);
            hundredths += count.Hundredths;
            marks = Longest(marks, Longest(count.Marks, PartCount.MarksIn(body[rest..part.Start])));
            rest = part.Start + part.Length;
        }

        return new RequestEstimate(Tokens(hundredths), Longest(marks, PartCount.MarksIn(body[rest..])));
    }

    private static long Tokens(long hundredths) => Math.Max(1, (hundredths + 99) / 100);

    private static CacheMarks Longest(CacheMarks one, CacheMarks other) => one > other ? one : other;
}
