using System.Text;
using System.Text.Json.Nodes;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>
/// Checks Anthropic's stream grammar strictly and builds the message that a client would build:
/// <c>message_start (ping | block)* message_delta+ message_stop</c>, block = start delta* stop, indices 0, 1, 2….
/// </summary>
internal sealed class StreamGrammarChecker
{
    private readonly StringBuilder _text = new();
    private JsonObject? _message;
    private JsonObject? _block;
    private string? _signature;
    private int _next;
    private bool _hasDelta;
    private bool _hasStopped;

    /// <summary>The message of a complete stream.</summary>
    public static JsonObject Complete(string stream)
    {
        StreamGrammarChecker checker = Run(stream);
        Assert.True(checker._hasStopped, "The stream has no message_stop.");
        return checker._message!;
    }

    /// <summary>Checks a stream that broke off: everything but its end must be right.</summary>
    public static void BrokenOff(string stream)
    {
        StreamGrammarChecker checker = Run(stream);
        Assert.False(checker._hasDelta, "A failed stream must not look complete.");
    }

    private static StreamGrammarChecker Run(string stream)
    {
        var checker = new StreamGrammarChecker();
        Assert.True(stream.Length == 0 || stream.EndsWith("\n\n", StringComparison.Ordinal), "A frame is cut.");
        foreach (string frame in stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = frame.Split('\n');
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("event: ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("data: ", lines[1], StringComparison.Ordinal);
            JsonObject data = JsonNode.Parse(lines[1][6..])!.AsObject();
            string name = lines[0][7..];
            Assert.Equal(name, (string)data["type"]!);
            checker.Take(name, data);
        }

        return checker;
    }

    private void Take(string name, JsonObject data)
    {
        Assert.False(_hasStopped, "An event follows message_stop.");
        if (name != "message_start")
        {
            Assert.NotNull(_message);
        }

        Assert.True(!_hasDelta || name is "message_delta" or "message_stop", "Content follows message_delta.");
        switch (name)
        {
            case "message_start":
                Start(data["message"]!.DeepClone().AsObject());
                break;
            case "content_block_start":
                StartBlock((int)data["index"]!, data["content_block"]!.DeepClone().AsObject());
                break;
            case "content_block_delta":
                Assert.Equal(_next, (int)data["index"]!);
                Add(data["delta"]!.AsObject());
                break;
            case "content_block_stop":
                Assert.Equal(_next, (int)data["index"]!);
                StopBlock();
                break;
            case "message_delta":
                End(data);
                break;
            case "message_stop":
                Assert.True(_hasDelta, "message_stop without message_delta.");
                _hasStopped = true;
                break;
            default:
                Assert.Fail($"Unknown event {name}.");
                break;
        }
    }

    private void Start(JsonObject message)
    {
        Assert.Null(_message);
        Assert.Matches("^msg_[A-Za-z0-9]+$", (string)message["id"]!);
        Assert.Equal("message", (string)message["type"]!);
        Assert.Equal("assistant", (string)message["role"]!);
        Assert.Empty(message["content"]!.AsArray());
        Assert.Null(message["stop_reason"]);
        CheckUsage(message["usage"]!.AsObject());
        _message = message;
    }

    private void StartBlock(int index, JsonObject block)
    {
        Assert.Null(_block);
        Assert.Equal(_next, index);
        _block = block;
        _text.Clear();
        _signature = null;
        if ((string)block["type"]! == "web_search_tool_result")
        {
            JsonNode call = _message!["content"]!.AsArray()[^1]!;
            Assert.Equal("server_tool_use", (string?)call["type"]);
            Assert.Equal((string?)call["id"], (string?)block["tool_use_id"]);
        }

        if ((string)block["type"]! is "tool_use" or "server_tool_use")
        {
            Assert.Matches("^[a-zA-Z0-9_-]+$", (string)block["id"]!);
            Assert.NotEmpty((string)block["name"]!);
            Assert.DoesNotContain(_message!["content"]!.AsArray(), other => (string?)other!["id"] == (string)block["id"]!);
        }
    }

    private void Add(JsonObject delta)
    {
        Assert.NotNull(_block);
        Assert.Null(_signature);
        string wanted = (string)_block["type"]! switch
        {
            "text" => "text_delta:text",
            "thinking" => "thinking_delta:thinking",
            "tool_use" or "server_tool_use" => "input_json_delta:partial_json",
            _ => "none",
        };
        string type = (string)delta["type"]!;
        if (type == "signature_delta")
        {
            Assert.Equal("thinking", (string)_block["type"]!);
            _signature = (string)delta["signature"]!;
            return;
        }

        Assert.Equal(wanted.Split(':')[0], type);
        string piece = (string)delta[wanted.Split(':')[1]]!;
        Assert.NotEmpty(piece);
        _text.Append(piece);
    }

    private void StopBlock()
    {
        Assert.NotNull(_block);
        string type = (string)_block["type"]!;
        if (type is "tool_use" or "server_tool_use")
        {
            _block["input"] = Input(_text.ToString());
        }
        else if (type == "thinking")
        {
            Assert.NotNull(_signature);
            _block["signature"] = _signature;
        }

        if (type is "text" or "thinking")
        {
            Assert.False(string.IsNullOrWhiteSpace(_text.ToString()), "A block is empty.");
            _block[type] = _text.ToString();
        }

        _message!["content"]!.AsArray().Add((JsonNode)_block);
        _block = null;
        _next++;
    }

    /// <summary>As a client reads it; what can't be read is an empty object, as in a message in one piece.</summary>
    private static JsonObject Input(string json)
    {
        Assert.NotEmpty(json);
        try
        {
            return JsonNode.Parse(json)!.AsObject();
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }

    private void End(JsonObject data)
    {
        Assert.Null(_block);
        _hasDelta = true;
        JsonObject delta = data["delta"]!.AsObject();
        JsonArray content = _message!["content"]!.AsArray();
        string reason = (string)delta["stop_reason"]!;
        Assert.Contains(reason, (string[])["end_turn", "max_tokens", "stop_sequence", "tool_use", "refusal", "model_context_window_exceeded"]);
        Assert.True(reason != "tool_use" || content.Any(block => (string)block!["type"]! == "tool_use"), "tool_use without a call.");
        Assert.True(reason is not ("end_turn" or "stop_sequence") || content.All(block => (string)block!["type"]! != "tool_use"), "A call without tool_use.");
        foreach (string name in (string[])["stop_reason", "stop_sequence", "stop_details"])
        {
            Assert.True(delta.ContainsKey(name));
            _message[name] = delta[name]?.DeepClone();
        }

        CheckUsage(data["usage"]!.AsObject());
        _message["usage"] = data["usage"]!.DeepClone();
    }

    private static void CheckUsage(JsonObject usage)
    {
        foreach (string name in (string[])["input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"])
        {
            Assert.True((long?)usage[name] >= 0, $"{name} is missing.");
        }
    }
}
