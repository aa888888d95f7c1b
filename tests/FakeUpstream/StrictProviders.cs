using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace FakeUpstream;

/// <summary>
/// Providers that refuse a history as the real ones do, each in its own words. To a user's words they answer with a tool call and the thinking
/// before it, to a tool's result with words. Each knows only what it made itself.
/// </summary>
public static class StrictProviders
{
    private static int _made;

    /// <summary>DeepSeek's chat completions.</summary>
    public static Reply DeepSeekChat(ReceivedRequest request) => Callers(request).Any(message => !message.ContainsKey("reasoning_content"))
        ? Reply.Json(400, ChatSamples.Error("The `reasoning_content` in the thinking mode must be passed back to the API.", "invalid_request_error"))
        : Chat(request, """ "reasoning_content":"DeepSeek thinks.", """, "");

    /// <summary>Kimi's chat completions.</summary>
    public static Reply Kimi(ReceivedRequest request) => Callers(request).Any(message => message["reasoning_content"] is null)
        ? Reply.Json(400, ChatSamples.Error("thinking is enabled but reasoning_content is missing in assistant tool call message at index 1", "invalid_request_error"))
        : Chat(request, """ "reasoning_content":"Kimi thinks.", """, "");

    /// <summary>Gemini 3's chat completions: each step's first call needs a signature, its own or the one for calls of others.</summary>
    public static Reply Gemini(ReceivedRequest request)
    {
        foreach (JsonObject caller in Callers(request))
        {
            string? signature = (string?)caller["tool_calls"]![0]!["extra_content"]?["google"]?["thought_signature"];
            if (signature is null || (!signature.StartsWith("gemini-signature-", StringComparison.Ordinal) && signature != "skip_thought_signature_validator"))
            {
                return Reply.Json(400, ChatSamples.Error("Function call is missing a thought_signature in functionCall parts.", "INVALID_ARGUMENT"));
            }
        }

        return Chat(request, "", $$$"""", "extra_content":{"google":{"thought_signature":"gemini-signature-{{{Next()}}}"}} """");
    }

    /// <summary>DeepSeek's Anthropic endpoint.</summary>
    public static Reply DeepSeekMessages(ReceivedRequest request)
    {
        foreach (JsonArray blocks in AssistantBlocks(request))
        {
            string?[] types = [.. blocks.Select(block => (string?)block!["type"])];
            if (types.Contains("redacted_thinking", StringComparer.Ordinal))
            {
                return Reply.Json(400, ChatSamples.Error("Failed to deserialize the JSON body: unknown variant `redacted_thinking`", "invalid_request_error"));
            }

            if (types.Contains("tool_use", StringComparer.Ordinal) && !types.Contains("thinking", StringComparer.Ordinal))
            {
                return Reply.Json(400, ChatSamples.Error("The `content[].thinking` in the thinking mode must be passed back to the API.", "invalid_request_error"));
            }
        }

        return Messages(request, $$"""{"type":"thinking","thinking":"DeepSeek thinks.","signature":"deepseek-{{Next()}}"}""");
    }

    /// <summary>Anthropic's own API.</summary>
    public static Reply Anthropic(ReceivedRequest request)
    {
        byte[][] images = [.. ImagesOf(request).Select(image => Convert.FromBase64String((string)image["source"]!["data"]!))];
        if (images.Length > 20 && images.Any(image => Math.Max(BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(image.AsSpan(20))) > 2000))
        {
            return Refusal("messages.0.content.0.image.source.base64.data: At least one of the image dimensions exceed max allowed size for many-image requests: 2000 pixels");
        }

        foreach (JsonNode block in AssistantBlocks(request).SelectMany(blocks => blocks).Select(block => block!))
        {
            switch ((string?)block["type"])
            {
                case "thinking" when !IsAnthropics(block["signature"]):
                    return Refusal("messages.1.content.0: Invalid `signature` in `thinking` block");
                case "redacted_thinking" when !IsAnthropics(block["data"]):
                    return Refusal("messages.1.content.0: Invalid data in redacted_thinking block");
                case "tool_use" when ((string)block["id"]!).Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('_' or '-')):
                    return Refusal("messages.1.content.1.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'");
                case "text" when string.IsNullOrWhiteSpace((string?)block["text"]):
                    return Refusal("messages: text content blocks must be non-empty");
            }
        }

        int number = Next();
        return Messages(request, $$"""{"type":"thinking","thinking":"Claude thinks.","signature":"anthropic-{{number}}"},{"type":"redacted_thinking","data":"anthropic-{{number}}"}""");
    }

    private static int Next() => Interlocked.Increment(ref _made);

    private static bool IsAnthropics(JsonNode? state) => ((string?)state)?.StartsWith("anthropic-", StringComparison.Ordinal) ?? false;

    private static Reply Refusal(string message) => Reply.Json(400, Samples.Error("invalid_request_error", message));

    private static IEnumerable<JsonObject> Callers(ReceivedRequest request) =>
        ChatSamples.MessagesOf(request, "assistant").Select(message => message.AsObject()).Where(message => message.ContainsKey("tool_calls"));

    private static IEnumerable<JsonArray> AssistantBlocks(ReceivedRequest request) =>
        ChatSamples.MessagesOf(request, "assistant").Select(message => message["content"]).OfType<JsonArray>();

    /// <summary>Images of users' messages; only of PNGs, whose edges stand in the same place always.</summary>
    private static IEnumerable<JsonNode> ImagesOf(ReceivedRequest request) =>
        ChatSamples.MessagesOf(request, "user").SelectMany(message => message["content"] as JsonArray ?? []).Select(block => block!).Where(block => (string?)block["type"] == "image");

    private static IEnumerable<JsonNode> BehindTheLastAnswer(ReceivedRequest request) =>
        request.Json["messages"]!.AsArray().Reverse().TakeWhile(message => (string?)message!["role"] != "assistant").Select(message => message!);

    private static Reply Chat(ReceivedRequest request, string reasoning, string extra)
    {
        bool hasResult = BehindTheLastAnswer(request).Any(message => (string?)message["role"] == "tool");
        string message = hasResult
            ? """{"role":"assistant","content":"Done."}"""
            : $$$$"""{"role":"assistant",{{{{reasoning}}}}"content":null,"tool_calls":[{"index":0,"id":"call_{{{{Next()}}}}","type":"function","function":{"name":"Bash","arguments":"{\"command\":\"echo tool-was-here\",\"description\":\"Say so\"}"}{{{{extra}}}}}]}""";
        string finish = hasResult ? "stop" : "tool_calls";
        return (bool?)request.Json["stream"] ?? false
            ? Reply.Sse(ChatSamples.Delta(message) + ChatSamples.Finish(finish) + ChatSamples.End)
            : Reply.Json(200, $$$$"""{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{{{{message}}}},"finish_reason":"{{{{finish}}}}"}],"usage":{"prompt_tokens":9,"completion_tokens":9}}""");
    }

    private static Reply Messages(ReceivedRequest request, string thinking)
    {
        bool hasResult = BehindTheLastAnswer(request).SelectMany(said => said["content"] as JsonArray ?? []).Any(block => (string?)block!["type"] == "tool_result");
        string block = hasResult ? """{"type":"text","text":"Done."}""" : $$$$"""{"type":"tool_use","id":"toolu_{{{{Next()}}}}","name":"Bash","input":{"command":"echo tool-was-here","description":"Say so"}}""";
        string stop = hasResult ? "end_turn" : "tool_use";
        string message = $$$$"""{"id":"msg_{{{{Next()}}}}","type":"message","role":"assistant","model":"m","content":[{{{{(hasResult ? "" : thinking + ",")}}}}{{{{block}}}}],"stop_reason":"{{{{stop}}}}","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":9}}""";
        return Reply.Json(200, message);
    }
}
