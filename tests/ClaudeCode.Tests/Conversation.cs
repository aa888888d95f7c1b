using System.Text.Json.Nodes;
using FakeUpstream;

namespace ClaudeCode.Tests;

/// <summary>A provider's part of a tool loop: first a call of Bash, then, once its result is in the history, the final words.</summary>
internal static class Conversation
{
    public const string FinalWords = "The tool said what it should.";

    public static bool HasToolResult(ReceivedRequest request) => request.Text.Contains("\"tool_result\"", StringComparison.Ordinal);

    public static bool Streams(ReceivedRequest request) => (bool?)request.Json["stream"] ?? false;

    public static Reply Answer(ReceivedRequest request) =>
        HasToolResult(request) ? Words(request, FinalWords) : Reply.Sse(Samples.ToolStream("Bash", """{"command":"echo tool-was-here","description":"Say so"}"""));

    public static Reply Words(ReceivedRequest request, string words) =>
        Streams(request) ? Reply.Sse(Samples.Stream(words)) : Reply.Json(200, Samples.Message(words));

    /// <summary>What the tool gave back, as the client sent it.</summary>
    public static string ToolResultOf(ReceivedRequest request)
    {
        JsonNode result = request.Json["messages"]!.AsArray().SelectMany(message => message!["content"] as JsonArray ?? []).First(block => (string?)block!["type"] == "tool_result")!;
        return result["content"]!.ToJsonString();
    }
}
