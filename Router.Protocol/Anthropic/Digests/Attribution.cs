using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Digests;

/// <summary>
/// Knows Claude Code's attribution, the first block of <c>system</c>:
/// <c>{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli;"}</c>. It must be nothing else, since
/// what is taken for it decides no answer: no words for a model can hide in it.
/// </summary>
internal static class Attribution
{
    private const int LongestValue = 64;
    private const int MostValues = 8;

    /// <summary>Whether the block that the reader stands on is one.</summary>
    public static bool IsBlock(Utf8JsonReader reader)
    {
        bool isAttribution = false, hasText = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = JsonText.Is(reader, "type"u8), isText = JsonText.Is(reader, "text"u8), isMark = JsonText.Is(reader, "cache_control"u8);
            reader.Read();
            if (isText && hasText)
            {
                return false;
            }

            hasText |= isText;
            isAttribution |= isText && reader.TokenType == JsonTokenType.String && IsText(reader.ValueSpan);
            if (isText ? !isAttribution : !isType && !isMark)
            {
                return false;
            }

            reader.Skip();
        }

        return isAttribution;
    }

    private static bool IsText(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("x-anthropic-billing-header:"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text["x-anthropic-billing-header:"u8.Length..];
        int values = 0;
        foreach (Range range in rest.Split((byte)';'))
        {
            ReadOnlySpan<byte> value = rest[range].Trim((byte)' ');
            if (value.IsEmpty)
            {
                continue;
            }

            int equals = value.IndexOf((byte)'=');
            if (++values > MostValues || equals < 0 || value.Length - equals > LongestValue || !IsName(value[..equals]) || value[(equals + 1)..].ContainsAnyExcept(ValueBytes))
            {
                return false;
            }
        }

        return values > 0;
    }

    private static System.Buffers.SearchValues<byte> ValueBytes { get; } = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"u8);

    private static bool IsName(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("cc_version"u8) || name.SequenceEqual("cc_entrypoint"u8) || name.SequenceEqual("cch"u8) || name.SequenceEqual("cc_prev_req"u8) || name.SequenceEqual("cc_prompt_id"u8);
}
