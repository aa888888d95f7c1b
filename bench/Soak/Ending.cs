using System.Text.Json;
using System.Text.Json.Nodes;

namespace Soak;

/// <summary>Judges what a client got: every answer must end in exactly one well-formed way.</summary>
internal static class Ending
{
    /// <summary>What every provider says when it is well.</summary>
    public const string Text = "Hello from the soak";

    /// <summary>The kind of ending, or a description of what is malformed, led by "BAD".</summary>
    public static string Of(string model, int status, bool stream, string body)
    {
        try
        {
            return (status, stream) switch
            {
                (not 200, _) => IsEnvelope(JsonNode.Parse(body)!) ? $"HTTP {status}" : $"BAD HTTP {status} without an envelope: {Start(body)}",
                (_, false) => IsMessage(JsonNode.Parse(body)!, model) ? "message" : $"BAD message: {Start(body)}",
                _ => OfStream(body, model),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return $"BAD {(stream ? "stream" : "answer")} ({exception.Message}): …{body[Math.Max(0, body.Length - 200)..]}";
        }
    }

    private static string OfStream(string body, string model)
    {
        string text = "";
        string state = "start";
        int open = -1, blocks = 0;
        foreach (string frame in body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = frame.Split('\n');
            string name = lines[0]["event: ".Length..];
            JsonNode data = JsonNode.Parse(lines[1]["data: ".Length..])!;
            (state, open, blocks) = (state, name) switch
            {
                (_, "ping") => (state, open, blocks),
                (not ("end" or "error"), "error") when IsEnvelope(data) => ("error", open, blocks),
                ("start", "message_start") when (string?)data["message"]!["model"] == model => ("blocks", open, blocks),
                ("blocks", "content_block_start") when open < 0 && (int)data["index"]! == blocks => (state, blocks, blocks + 1),
                ("blocks", "content_block_delta") when open == (int)data["index"]! => (state, open, blocks),
                ("blocks", "content_block_stop") when open == (int)data["index"]! => (state, -1, blocks),
                ("blocks", "message_delta") when open < 0 && data["usage"]!["output_tokens"] is not null => ("delta", open, blocks),
                ("delta", "message_stop") => ("end", open, blocks),
                _ => throw new InvalidOperationException($"{name} in state {state}"),
            };
            text += (string?)data["delta"]?["text"] ?? "";
        }

        if (!body.EndsWith("\n\n", StringComparison.Ordinal) || !Text.StartsWith(text, StringComparison.Ordinal))
        {
            return $"BAD stream: …{body[Math.Max(0, body.Length - 200)..]}";
        }

        return state switch
        {
            "end" when text == Text => "stream",
            "delta" when text == Text => "stream closed after message_delta",
            "error" => "stream with an error event",
            _ => $"BAD stream that ends in state {state}: …{body[Math.Max(0, body.Length - 200)..]}",
        };
    }

    private static bool IsMessage(JsonNode message, string model) =>
        (string?)message["type"] == "message" && (string?)message["model"] == model && (string?)message["content"]![0]!["text"] == Text && (string?)message["stop_reason"] == "end_turn";

    private static bool IsEnvelope(JsonNode body) => (string?)body["type"] == "error" && ((string?)body["error"]!["message"])!.Length > 0;

    private static string Start(string body) => body[..Math.Min(200, body.Length)];
}
