using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chaos;

/// <summary>How one request ended before its client.</summary>
/// <param name="Kind">The kind of ending, or a description of what is malformed, led by <see cref="Bad"/>.</param>
/// <param name="Attempt">The attempt whose content the client got; 0 when it got none.</param>
public sealed record Ending(string Kind, int Attempt = 0)
{
    /// <summary>Begins the descriptions of what must not be.</summary>
    public const string Bad = "BAD";

    public const string Stream = "stream";
    public const string ClosedStream = "stream closed after message_delta";
    public const string BrokenStream = "stream with an error event behind content";
    public const string RefusedStream = "stream with an error event and no content";
    public const string Message = "message";
    public const string Left = "client left";

    /// <summary>Judges an answer: it must end in exactly one well-formed way, and be an answer to this question.</summary>
    public static Ending Of(Question question, int status, byte[] answer)
    {
        string body = Encoding.UTF8.GetString(answer).Replace("\uFFFD", "", StringComparison.Ordinal); // a provider's bytes that are not UTF-8 are passed on as they are
        try
        {
            return (status, question.Stream) switch
            {
                (not 200, _) => IsEnvelope(JsonNode.Parse(body)!) ? new Ending($"HTTP {status}") : new Ending($"{Bad} HTTP {status} without an envelope: {Tail(body)}"),
                (_, false) => OfMessage(JsonNode.Parse(body)!, question),
                _ => OfStream(body, question),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            return new Ending($"{Bad} {(question.Stream ? "stream" : "answer")} of request {question.Id} ({exception.Message}): …{Tail(body)}");
        }
    }

    private static Ending OfMessage(JsonNode message, Question question)
    {
        bool whole = false;
        int attempt = 0;
        bool right = (string?)message["type"] == "message" && (string?)message["model"] == question.Model && (string?)message["stop_reason"] == "end_turn"
            && message["content"]!.AsArray().Count == 1 && Wording.TryRead((string)message["content"]![0]!["text"]!, question.Id, out attempt, out whole);
        return right && whole ? new Ending(Message, attempt) : new Ending($"{Bad} message for request {question.Id}: {Tail(message.ToJsonString())}");
    }

    private static Ending OfStream(string body, Question question)
    {
        string text = "";
        string state = "start";
        int open = -1, blocks = 0;
        foreach (string frame in body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = frame.TrimEnd('\n').Split('\n');
            if (lines.Length != 2 || !lines[0].StartsWith("event: ", StringComparison.Ordinal) || !lines[1].StartsWith("data: ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"no frame: {frame}");
            }

            string name = lines[0]["event: ".Length..];
            JsonNode data = JsonNode.Parse(lines[1]["data: ".Length..])!;
            if ((string?)data["type"] != name)
            {
                throw new InvalidOperationException($"{name} holds {data["type"]}");
            }

            (state, open, blocks) = (state, name) switch
            {
                (not ("end" or "error"), "ping") => (state, open, blocks),
                (not ("end" or "error"), "error") when IsEnvelope(data) => ("error", open, blocks),
                ("start", "message_start") when (string?)data["message"]!["model"] == question.Model => ("blocks", open, blocks),
                ("blocks", "content_block_start") when open < 0 && (int)data["index"]! == blocks => (state, blocks, blocks + 1),
                ("blocks", "content_block_delta") when open >= 0 && open == (int)data["index"]! => (state, open, blocks),
                ("blocks", "content_block_stop") when open >= 0 && open == (int)data["index"]! => (state, -1, blocks),
                ("blocks", "message_delta") when open < 0 && data["usage"]!["output_tokens"] is not null => ("delta", open, blocks),
                ("delta", "message_stop") => ("end", open, blocks),
                _ => throw new InvalidOperationException($"{name} in state {state}"),
            };
            text += (string?)data["delta"]?["text"] ?? "";
        }

        // A provider may leave out the last event's empty line, which is passed on as it is; any other event without one is half a frame.
        if ((state != "end" && !body.EndsWith("\n\n", StringComparison.Ordinal)) || !Wording.TryRead(text, question.Id, out int attempt, out bool whole))
        {
            return new Ending($"{Bad} stream for request {question.Id}: …{Tail(body)}");
        }

        return state switch
        {
            "end" when whole => new Ending(Stream, attempt),
            "delta" when whole => new Ending(ClosedStream, attempt),
            "error" => new Ending(text.Length > 0 ? BrokenStream : RefusedStream, attempt),
            _ => new Ending($"{Bad} stream for request {question.Id} that ends in state {state}: …{Tail(body)}"),
        };
    }

    private static bool IsEnvelope(JsonNode body) => (string?)body["type"] == "error" && ((string?)body["error"]!["type"])!.Length > 0 && ((string?)body["error"]!["message"])!.Length > 0;

    private static string Tail(string body) => body[Math.Max(0, body.Length - 300)..];
}
