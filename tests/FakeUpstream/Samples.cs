using System.Text;
using System.Text.Json;

namespace FakeUpstream;

/// <summary>Anthropic answers in both forms, hand-written after Anthropic's documentation.</summary>
public static class Samples
{
    /// <summary>An answer of text in one piece.</summary>
    public static string Message(string text = "Hello, world!", string model = "upstream-model") =>
        $$$$"""{"id":"msg_01","type":"message","role":"assistant","model":"{{{{model}}}}","content":[{"type":"text","text":{{{{JsonSerializer.Serialize(text)}}}}}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":25,"cache_creation_input_tokens":3,"cache_read_input_tokens":7,"output_tokens":15}}""";

    /// <summary>The same answer as a stream, a delta a word.</summary>
    public static string Stream(string text = "Hello, world!", string model = "upstream-model")
    {
        var stream = new StringBuilder(Start(model)).Append(TextBlockStart(0));
        foreach (string word in text.Split(' ').Select((word, index) => index == 0 ? word : " " + word))
        {
            stream.Append(TextDelta(0, word));
        }

        return stream.Append(BlockStop(0)).Append(End("end_turn")).ToString();
    }

    /// <summary>A stream that calls one tool.</summary>
    public static string ToolStream(string tool, string inputJson, string id = "toolu_01", string model = "upstream-model") =>
        Start(model)
        + Event("content_block_start", $$$$"""{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"{{{{id}}}}","name":"{{{{tool}}}}","input":{}}}""")
        + Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":""}}""")
        + Event("content_block_delta", $$$$"""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":{{{{JsonSerializer.Serialize(inputJson)}}}}}}""")
        + BlockStop(0) + End("tool_use");

    public static string Start(string model = "upstream-model") => Event(
        "message_start",
        $$$$"""{"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","model":"{{{{model}}}}","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"cache_creation_input_tokens":3,"cache_read_input_tokens":7,"output_tokens":1}}}""");

    public static string TextBlockStart(int index) => Event("content_block_start", $$$$"""{"type":"content_block_start","index":{{{{index}}}},"content_block":{"type":"text","text":""}}""");

    public static string TextDelta(int index, string text) =>
        Event("content_block_delta", $$$$"""{"type":"content_block_delta","index":{{{{index}}}},"delta":{"type":"text_delta","text":{{{{JsonSerializer.Serialize(text)}}}}}}""");

    public static string BlockStop(int index) => Event("content_block_stop", $$$$"""{"type":"content_block_stop","index":{{{{index}}}}}""");

    public static string End(string stopReason) =>
        Event("message_delta", $$$$"""{"type":"message_delta","delta":{"stop_reason":"{{{{stopReason}}}}","stop_sequence":null},"usage":{"output_tokens":15}}""")
        + Event("message_stop", """{"type":"message_stop"}""");

    public static string Error(string type, string message) =>
        $$$$"""{"type":"error","error":{"type":"{{{{type}}}}","message":{{{{JsonSerializer.Serialize(message)}}}}},"request_id":"req_upstream"}""";

    public static string ErrorEvent(string type, string message) => Event("error", Error(type, message));

    public static string Ping => Event("ping", """{"type": "ping"}""");

    public static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}
