using System.Text;

namespace Router.Api.Upstream.PassThrough;

/// <summary>How much an event of content says, without reading its JSON: a cut answer is charged by it.</summary>
internal static class DeltaText
{
    /// <summary>
    /// The characters between the value's quotes, escapes as they stand; 0 where a provider writes its events otherwise, since nobody may be charged too much.
    /// <code>data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}</code>
    /// </summary>
    public static int Length(ReadOnlySpan<byte> frame)
    {
        int type = frame.IndexOf("_delta\",\""u8);
        // Behind the name of the event itself stands the index; a delta's type is the second.
        int delta = type < 0 ? -1 : frame[(type + 9)..].IndexOf("_delta\",\""u8);
        if (delta < 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> rest = frame[(type + 9 + delta + 9)..];
        int start = rest.IndexOf("\":\""u8);
        return start >= 0 && IsText(rest[..start]) ? Encoding.UTF8.GetCharCount(Value(rest[(start + 3)..])) : 0;
    }

    /// <summary>Up to the quote that no backslash escapes.</summary>
    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text)
    {
        int end = 0;
        while (text[end..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var next)
        {
            end += next;
            if (text[end] == '"')
            {
                return text[..end];
            }

            end = Math.Min(end + 2, text.Length);
        }

        return default;
    }

    private static bool IsText(ReadOnlySpan<byte> name) => name.SequenceEqual("text"u8) || name.SequenceEqual("thinking"u8) || name.SequenceEqual("partial_json"u8);
}
