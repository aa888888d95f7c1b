using System.Text;
using System.Text.Json;
using Router.Protocol.Json;
using Router.Protocol.Sse;

namespace Router.Protocol.Anthropic;

/// <summary>Names the event of a frame.</summary>
public static class StreamEvents
{
    /// <summary>
    /// Classifies a frame by its <c>event:</c> line, as the official SDKs do; a frame without one (some compatible providers send data only)
    /// by the <c>type</c> inside its data.
    /// </summary>
    public static StreamEventKind Classify(in SseFrame frame)
    {
        if (!frame.EventName.IsEmpty)
        {
            return ByName(frame.EventName);
        }

        return frame.HasData ? ByData(frame.Data) : StreamEventKind.Comment;
    }

    private static StreamEventKind ByName(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("content_block_delta"u8) => StreamEventKind.ContentBlockDelta,
        _ when name.SequenceEqual("content_block_start"u8) => StreamEventKind.ContentBlockStart,
        _ when name.SequenceEqual("content_block_stop"u8) => StreamEventKind.ContentBlockStop,
        _ when name.SequenceEqual("ping"u8) => StreamEventKind.Ping,
        _ when name.SequenceEqual("message_start"u8) => StreamEventKind.MessageStart,
        _ when name.SequenceEqual("message_delta"u8) => StreamEventKind.MessageDelta,
        _ when name.SequenceEqual("message_stop"u8) => StreamEventKind.MessageStop,
        _ when name.SequenceEqual("error"u8) => StreamEventKind.Error,
        _ => StreamEventKind.Unknown,
    };

    private static StreamEventKind ByData(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return StreamEventKind.Unknown;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isType = JsonText.Is(reader, "type"u8);
                reader.Read();
                if (isType && reader.TokenType == JsonTokenType.String)
                {
                    return ByName(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Read(reader)) : reader.ValueSpan);
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Data that is not JSON (a trailing "[DONE]", say) is an unknown event: it is passed on, and clients ignore it.
            return StreamEventKind.Unknown;
        }

        return StreamEventKind.Unknown;
    }
}
