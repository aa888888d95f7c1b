using System.Buffers;
using System.Text.Json;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;

namespace Router.Protocol.Translation.Inbound;

/// <summary>
/// Turns the events of a Messages stream into chunks of a chat completion, over bytes that come in any pieces.
/// <code>data: {"id":"chatcmpl-…","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}</code>
/// </summary>
/// <param name="includeUsage">Whether a chunk of usage stands before the end.</param>
/// <param name="created">When, in seconds since 1970.</param>
public sealed class OutboundChunks(bool includeUsage, long created)
{
    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly Dictionary<int, int> _calls = [];
    private SseFrameScanner _scanner;
    private OutboundUsage _usage;
    private string _id = "chatcmpl-";
    private string _model = "";
    private string? _stopReason;
    private bool _isBroken;

    /// <summary>Takes bytes of the Messages stream.</summary>
    /// <param name="events">What came, also in the middle of an event.</param>
    /// <param name="output">Gets whole chunks.</param>
    public void Write(ReadOnlySpan<byte> events, IBufferWriter<byte> output)
    {
        while (!events.IsEmpty)
        {
            int end = _scanner.FindFrameEnd(events);
            if (end < 0)
            {
                _held.Write(events);
                return;
            }

            _held.Write(events[..end]);
            events = events[end..];
            Frame(_held.WrittenSpan, output);
            _held.ResetWrittenCount();
        }
    }

    private void Frame(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        SseFrame frame = SseFrame.Parse(bytes);
        if (!frame.HasData)
        {
            output.Write(bytes); // a comment is a comment in either dialect
            return;
        }

        if (_isBroken || Parse(frame.Data) is not { } document)
        {
            Break(output);
            return;
        }

        using (document)
        {
            Event(document.RootElement, output);
        }
    }

    private static JsonDocument? Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonDocument.Parse(data.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a provider passes through as an event may be none; the client hears so once, and nothing behind it.</summary>
    private void Break(IBufferWriter<byte> output)
    {
        if (!_isBroken)
        {
            _isBroken = true;
            using JsonDocument error = JsonDocument.Parse(ErrorEnvelope.Create(ErrorType.Api, "The provider's stream holds an event that is not JSON.", ""));
            Line(output, json => OutboundError.Write(json, error.RootElement));
        }
    }

    private void Event(JsonElement data, IBufferWriter<byte> output)
    {
        switch (OutboundAnswer.Text(data, "type"))
        {
            case "message_start":
                Start(data, output);
                break;
            case "content_block_start":
                BlockStart(data, output);
                break;
            case "content_block_delta":
                Delta(data, output);
                break;
            case "message_delta":
                _usage.Take(Member(data, "usage"));
                _stopReason = OutboundAnswer.Text(Member(data, "delta"), "stop_reason") ?? _stopReason;
                break;
            case "message_stop":
                End(output);
                break;
            case "error":
                Line(output, json => OutboundError.Write(json, data));
                break;
            case "ping":
                output.Write(": ping\n\n"u8);
                break;
            default:
                break; // the end of a block, and events that came after this code
        }
    }

    private void Start(JsonElement data, IBufferWriter<byte> output)
    {
        JsonElement message = Member(data, "message");
        _id = $"chatcmpl-{OutboundAnswer.Text(message, "id")}";
        _model = OutboundAnswer.Text(message, "model") ?? "";
        _usage.Take(Member(message, "usage"));
        Chunk(output, null, static json =>
        {
            json.WriteString("role"u8, "assistant"u8);
            json.WriteString("content"u8, ""u8);
        });
    }

    private void BlockStart(JsonElement data, IBufferWriter<byte> output)
    {
        JsonElement block = Member(data, "content_block");
        switch (OutboundAnswer.Text(block, "type"))
        {
            case "tool_use":
                int call = _calls.Count;
                _calls[Index(data)] = call;
                Call(output, call, json =>
                {
                    json.WriteString("id"u8, OutboundAnswer.Text(block, "id"));
                    json.WriteString("type"u8, "function"u8);
                    json.WriteStartObject("function"u8);
                    json.WriteString("name"u8, OutboundAnswer.Text(block, "name"));
                    json.WriteString("arguments"u8, ""u8);
                    json.WriteEndObject();
                });
                break;
            case "text" when OutboundAnswer.Text(block, "text") is { Length: > 0 } text:
                Chunk(output, null, json => json.WriteString("content"u8, text));
                break;
            default:
                break;
        }
    }

    private void Delta(JsonElement data, IBufferWriter<byte> output)
    {
        JsonElement delta = Member(data, "delta");
        switch (OutboundAnswer.Text(delta, "type"))
        {
            case "text_delta":
                Chunk(output, null, json => json.WriteString("content"u8, OutboundAnswer.Text(delta, "text")));
                break;
            case "thinking_delta":
                Chunk(output, null, json => json.WriteString("reasoning_content"u8, OutboundAnswer.Text(delta, "thinking")));
                break;
            case "input_json_delta" when _calls.TryGetValue(Index(data), out int call):
                Call(output, call, json =>
                {
                    json.WriteStartObject("function"u8);
                    json.WriteString("arguments"u8, OutboundAnswer.Text(delta, "partial_json"));
                    json.WriteEndObject();
                });
                break;
            default:
                break; // signatures, citations, and the input of Anthropic's own tools
        }
    }

    private void End(IBufferWriter<byte> output)
    {
        Chunk(output, OutboundFinish.Of(_stopReason), static _ => { });
        if (includeUsage)
        {
            Line(output, json =>
            {
                Head(json);
                json.WriteStartArray("choices"u8);
                json.WriteEndArray();
                _usage.Write(json);
                json.WriteEndObject();
            });
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    private void Call(IBufferWriter<byte> output, int index, Action<Utf8JsonWriter> call) => Chunk(output, null, json =>
    {
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        call(json);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private void Chunk(IBufferWriter<byte> output, string? finish, Action<Utf8JsonWriter> delta) => Line(output, json =>
    {
        Head(json);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        delta(json);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, finish);
        json.WriteEndObject();
        json.WriteEndArray();
        if (includeUsage)
        {
            json.WriteNull("usage"u8);
        }

        json.WriteEndObject();
    });

    private void Head(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, _id);
        json.WriteString("object"u8, "chat.completion.chunk"u8);
        json.WriteNumber("created"u8, created);
        json.WriteString("model"u8, _model);
    }

    private static void Line(IBufferWriter<byte> output, Action<Utf8JsonWriter> write)
    {
        output.Write("data: "u8);
        using (var json = new Utf8JsonWriter(output, OutboundAnswer.Options))
        {
            write(json);
        }

        output.Write("\n\n"u8);
    }

    private static JsonElement Member(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement found) ? found : default;

    private static int Index(JsonElement data) => Member(data, "index") is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out int number) ? number : -1;
}
