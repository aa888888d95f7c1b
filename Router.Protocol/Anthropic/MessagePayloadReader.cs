using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Reads the facts of a payload in one pass and without building objects.
/// <code>{"type":"message_start","message":{"id":"msg_1","model":"claude-x","usage":{"input_tokens":12,"output_tokens":1}}}</code>
/// </summary>
public static class MessagePayloadReader
{
    /// <summary>Reads a payload.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="known">Usage known from earlier events of the same message.</param>
    /// <param name="payload">What was found; positions are relative to <paramref name="json"/>.</param>
    /// <returns>False when the bytes are not one JSON object.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, MessageUsage known, out MessagePayload payload)
    {
        payload = new MessagePayload { ModelStart = -1, Usage = known };
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            ReadObject(ref reader, ref payload, nested: false);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, ref MessagePayload payload, bool nested)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.Is(reader, "model"u8))
            {
                reader.Read();
                payload.ModelStart = (int)reader.TokenStartIndex;
                reader.Skip();
                payload.ModelLength = (int)reader.BytesConsumed - payload.ModelStart;
            }
            else if (JsonText.Is(reader, "usage"u8))
            {
                reader.Read();
                payload.Usage = ReadUsage(ref reader, payload.Usage);
            }
            else if (!nested && JsonText.Is(reader, "type"u8))
            {
                reader.Read();
                payload.Type = reader.TokenType == JsonTokenType.String ? JsonText.Find(reader) : null;
                reader.Skip();
            }
            else if (!nested && JsonText.Is(reader, "message"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadObject(ref reader, ref payload, nested: true);
                }
                else
                {
                    reader.Skip();
                }
            }
            else if (!nested && JsonText.Is(reader, "error"u8))
            {
                reader.Read();
                ReadError(ref reader, ref payload);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static MessageUsage ReadUsage(ref Utf8JsonReader reader, MessageUsage usage)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return usage;
        }

        (long All, long Hour) written = (0, usage.CacheWrite1h);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.Is(reader, "input_tokens"u8))
            {
                usage = usage with { Input = ReadCount(ref reader, usage.Input) };
            }
            else if (JsonText.Is(reader, "output_tokens"u8))
            {
                usage = usage with { Output = ReadCount(ref reader, usage.Output) };
            }
            else if (JsonText.Is(reader, "cache_read_input_tokens"u8))
            {
                usage = usage with { CacheRead = ReadCount(ref reader, usage.CacheRead) };
            }
            else if (JsonText.Is(reader, "cache_creation_input_tokens"u8))
            {
                usage = usage with { CacheWrite = ReadCount(ref reader, usage.CacheWrite) };
            }
            else if (JsonText.Is(reader, "cache_creation"u8))
            {
                written = ReadWrites(ref reader, usage);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // The total may stand before or behind its parts, and some copies give the parts alone.
        long all = Math.Max(usage.CacheWrite, written.All);
        return usage with { CacheWrite = all, CacheWrite1h = Math.Min(written.Hour, all) };
    }

    /// <summary>Reads <c>{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":456}</c>.</summary>
    private static (long All, long Hour) ReadWrites(ref Utf8JsonReader reader, MessageUsage usage)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return (0, usage.CacheWrite1h);
        }

        (long five, long hour) = (0, usage.CacheWrite1h);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.Is(reader, "ephemeral_5m_input_tokens"u8))
            {
                five = ReadCount(ref reader, five);
            }
            else if (JsonText.Is(reader, "ephemeral_1h_input_tokens"u8))
            {
                hour = ReadCount(ref reader, hour);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return (Math.Min(five, long.MaxValue / 4) + Math.Min(hour, long.MaxValue / 4), hour);
    }

    private static long ReadCount(ref Utf8JsonReader reader, long known)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long count) && count >= 0)
        {
            return count;
        }

        reader.Skip();
        return known;
    }

    private static void ReadError(ref Utf8JsonReader reader, ref MessagePayload payload)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            payload.ErrorMessage = JsonText.Read(reader);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = JsonText.Is(reader, "type"u8);
            bool isMessage = JsonText.Is(reader, "message"u8);
            reader.Read();
            string? text = reader.TokenType == JsonTokenType.String && (isType || isMessage) ? JsonText.Read(reader) : null;
            payload.ErrorType = isType ? text : payload.ErrorType;
            payload.ErrorMessage = isMessage ? text : payload.ErrorMessage;
            reader.Skip();
        }
    }
}
