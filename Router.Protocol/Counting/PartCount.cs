using Router.Protocol.Anthropic;

namespace Router.Protocol.Counting;

/// <summary>What one part of a request counts.</summary>
/// <param name="Hundredths">Hundredths of tokens.</param>
/// <param name="Marks">What it asks of the prompt cache.</param>
internal readonly record struct PartCount(long Hundredths, CacheMarks Marks)
{
    // Shorter ones are counted as fast as they are looked up, in bytes.
    private const int LeastRemembered = 128;

    /// <summary>Counts a part, or takes what was counted before.</summary>
    public static PartCount Of(ReadOnlySpan<byte> json, RequestPartKind kind, TokenMemo memo)
    {
        if (json.Length < LeastRemembered)
        {
            return Of(json, kind);
        }

        ulong key = TokenMemo.KeyOf(json) + (ulong)kind; // equal bytes count differently in another place
        if (!memo.TryFind(key, out PartCount count))
        {
            count = Of(json, kind);
            memo.Add(key, count);
        }

        return count;
    }

    /// <summary>What a piece of JSON asks of the prompt cache. Inside of a text quotes are escaped, so only a field's own value matches.</summary>
    public static CacheMarks MarksIn(ReadOnlySpan<byte> json) =>
        json.IndexOf("\"1h\""u8) >= 0 ? CacheMarks.OneHour : json.IndexOf("\"cache_control\""u8) >= 0 ? CacheMarks.FiveMinutes : CacheMarks.None;

    private static PartCount Of(ReadOnlySpan<byte> json, RequestPartKind kind)
    {
        var walk = new RequestWalk(json);
        walk.ReadPart(kind);
        return new PartCount(walk.Hundredths, MarksIn(json));
    }
}
