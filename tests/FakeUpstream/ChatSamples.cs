using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeUpstream;

/// <summary>Chat completions in both forms, hand-written after OpenAI's documentation.</summary>
public static class ChatSamples
{
    /// <summary>An answer of text in one piece.</summary>
    public static string Completion(string text = "Hello, world!", string finish = "stop") =>
        $$$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"upstream-model","choices":[{"index":0,"message":{"role":"assistant","content":{{{{JsonSerializer.Serialize(text)}}}}},"finish_reason":"{{{{finish}}}}"}],"usage":{{{{Usage}}}}}""";

    /// <summary>The same answer as a stream, a chunk a word.</summary>
    public static string Stream(string text = "Hello, world!") =>
        Role() + string.Concat(text.Split(' ').Select((word, index) => Text(index == 0 ? word : " " + word))) + Finish("stop") + End;

    /// <summary>A stream that calls tools, one after the other, the arguments in two pieces each.</summary>
    public static string ToolStream(params (string Name, string Arguments)[] calls)
    {
        var stream = new StringBuilder(Role());
        for (int index = 0; index < calls.Length; index++)
        {
            (string name, string arguments) = calls[index];
            int half = arguments.Length / 2;
            stream.Append(Call(index, $"call_{index + 1}", name, "")).Append(Arguments(index, arguments[..half])).Append(Arguments(index, arguments[half..]));
        }

        return stream.Append(Finish("tool_calls")).Append(End).ToString();
    }

    public static string Role() => Delta("""{"role":"assistant","content":""}""");

    public static string Text(string text) => Delta($$$$"""{"content":{{{{JsonSerializer.Serialize(text)}}}}}""");

    public static string Reasoning(string text) => Delta($$$$"""{"reasoning_content":{{{{JsonSerializer.Serialize(text)}}}}}""");

    public static string Call(int index, string id, string name, string arguments) =>
        Delta($$$$"""{"tool_calls":[{"index":{{{{index}}}},"id":"{{{{id}}}}","type":"function","function":{"name":"{{{{name}}}}","arguments":{{{{JsonSerializer.Serialize(arguments)}}}}}}]}""");

    public static string Arguments(int index, string piece) =>
        Delta($$$$"""{"tool_calls":[{"index":{{{{index}}}},"function":{"arguments":{{{{JsonSerializer.Serialize(piece)}}}}}}]}""");

    public static string Finish(string reason) => Chunk($$"""[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]""");

    /// <summary>The usage chunk and the end mark.</summary>
    public static string End => Chunk("[]", $",\"usage\":{Usage}") + "data: [DONE]\n\n";

    public static string Error(string message, string code = "server_error") =>
        $$$$"""{"error":{"message":{{{{JsonSerializer.Serialize(message)}}}},"type":"server_error","param":null,"code":"{{{{code}}}}"}}""";

    /// <summary>The messages of a request with the given role.</summary>
    public static IEnumerable<JsonNode> MessagesOf(ReceivedRequest request, string role) =>
        request.Json["messages"]!.AsArray().Where(message => (string?)message!["role"] == role).Select(message => message!);

    private const string Usage = """{"prompt_tokens":50,"completion_tokens":15,"total_tokens":65,"prompt_tokens_details":{"cached_tokens":20}}""";

    public static string Delta(string delta) => Chunk($$"""[{"index":0,"delta":{{delta}},"finish_reason":null}]""");

    private static string Chunk(string choices, string more = "") =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"upstream-model","choices":{{choices}}{{more}}}""" + "\n\n";
}
