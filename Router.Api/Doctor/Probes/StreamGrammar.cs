using System.Text;
using System.Text.Json;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;

namespace Router.Api.Doctor.Probes;

/// <summary>
/// Reads a message's events as strictly as the official clients do: message_start, blocks one after the other, message_delta with usage,
/// message_stop.
/// </summary>
internal sealed class StreamGrammar
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _input = new();
    private string? _stopReason;
    private string? _toolName;
    private string? _problem;
    private int _blocks;
    private bool _started;
    private bool _isOpen;
    private bool _isFirstCall;
    private bool _hasDelta;
    private bool _ended;

    private StreamGrammar()
    {
    }

    /// <summary>The answer, and the first thing that is wrong with its grammar; null when nothing is.</summary>
    public static (ProbeAnswer Answer, string? Problem) Read(byte[] events)
    {
        var grammar = new StreamGrammar();
        string all = Encoding.UTF8.GetString(events).ReplaceLineEndings("\n");
        foreach (string frame in all.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            grammar.Take(Encoding.UTF8.GetBytes(frame));
        }

        grammar.End();
        return (new ProbeAnswer(grammar._stopReason, grammar._text.ToString(), grammar._toolName, grammar._input.Length == 0 ? "{}" : grammar._input.ToString()), grammar._problem);
    }

    private void Take(byte[] bytes)
    {
        SseFrame frame = SseFrame.Parse(bytes);
        StreamEventKind kind = StreamEvents.Classify(frame);
        if (_problem is not null || kind is StreamEventKind.Comment or StreamEventKind.Ping or StreamEventKind.Unknown)
        {
            return;
        }

        Expect(!frame.EventName.IsEmpty, "events without an \"event:\" line, of which the official clients read nothing");
        try
        {
            using JsonDocument data = JsonDocument.Parse(frame.Data.ToArray());
            Take(kind, data.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            _problem = $"the data of {Name(kind)} is not what clients expect";
        }
    }

    private void Take(StreamEventKind kind, JsonElement data)
    {
        switch (kind)
        {
            case StreamEventKind.MessageStart:
                Expect(!_started, "a second message_start");
                _started = true;
                break;
            case StreamEventKind.ContentBlockStart:
                Expect(_started && !_isOpen && !_hasDelta, "content_block_start out of its place");
                Expect(data.GetProperty("index").GetInt32() == _blocks, "blocks are not counted from 0 without a gap");
                OpenBlock(data.GetProperty("content_block"));
                break;
            case StreamEventKind.ContentBlockDelta:
                Expect(_isOpen, "content_block_delta outside of a block");
                TakeDelta(data.GetProperty("delta"));
                break;
            case StreamEventKind.ContentBlockStop:
                Expect(_isOpen, "content_block_stop outside of a block");
                _isOpen = false;
                _blocks++;
                break;
            case StreamEventKind.MessageDelta:
                Expect(_started && !_isOpen, "message_delta out of its place");
                Expect(data.TryGetProperty("usage", out JsonElement usage) && usage.TryGetProperty("output_tokens", out _), "message_delta has no usage.output_tokens, and clients break on that");
                _stopReason = data.GetProperty("delta").GetProperty("stop_reason").GetString() ?? _stopReason;
                _hasDelta = true;
                break;
            case StreamEventKind.MessageStop:
                Expect(_hasDelta, "message_stop without message_delta");
                _ended = true;
                break;
            default:
                Expect(false, "an error event behind content");
                break;
        }
    }

    private void OpenBlock(JsonElement block)
    {
        _isOpen = true;
        _isFirstCall = _toolName is null && block.GetProperty("type").GetString() == "tool_use";
        if (_isFirstCall)
        {
            _toolName = block.GetProperty("name").GetString();
        }
    }

    private void TakeDelta(JsonElement delta)
    {
        if (delta.TryGetProperty("text", out JsonElement text))
        {
            _text.Append(text.GetString());
        }
        else if (_isFirstCall && delta.TryGetProperty("partial_json", out JsonElement input))
        {
            _input.Append(input.GetString());
        }
    }

    private void End()
    {
        Expect(_started, "no message_start");
        Expect(_ended, "no message_stop at the end");
        Expect(_stopReason is not null, "no stop_reason");
    }

    private void Expect(bool holds, string problem) => _problem ??= holds ? null : problem;

    private static string Name(StreamEventKind kind) => kind switch
    {
        StreamEventKind.MessageStart => "message_start",
        StreamEventKind.ContentBlockStart => "content_block_start",
        StreamEventKind.ContentBlockDelta => "content_block_delta",
        StreamEventKind.ContentBlockStop => "content_block_stop",
        StreamEventKind.MessageDelta => "message_delta",
        StreamEventKind.MessageStop => "message_stop",
        _ => "the error event",
    };
}
