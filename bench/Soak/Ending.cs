using System.Text.Json;
using FakeUpstream;

namespace Soak;

/// <summary>Judges what a client got: every answer must end in exactly one well-formed way.</summary>
internal static class Ending
{
    /// <summary>The kind of ending, or a description of what is malformed, led by "BAD".</summary>
    public static string Of(int status, bool stream, string body)
    {
        if (status != 200)
        {
            return IsEnvelope(body) ? $"HTTP {status}" : $"BAD HTTP {status} without an envelope: {Start(body)}";
        }

        if (!stream)
        {
            return body == Samples.Message("Hello from the soak", "claude-test") ? "message" : $"BAD message: {Start(body)}";
        }

        string whole = Samples.Stream("Hello from the soak", "claude-test");
        if (body == whole)
        {
            return "stream";
        }

        int error = body.IndexOf("event: error\n", StringComparison.Ordinal);
        string frames = error < 0 ? body : body[..error];
        bool wholeFrames = whole.StartsWith(frames, StringComparison.Ordinal) && (frames.Length == 0 || frames.EndsWith("\n\n", StringComparison.Ordinal));
        return (wholeFrames, error, Closed(body)) switch
        {
            (true, >= 0, _) when IsEnvelope(body[(error + "event: error\ndata: ".Length)..]) => "stream with an error event",
            (true, < 0, true) => "stream closed after message_delta",
            _ => $"BAD stream: …{body[Math.Max(0, body.Length - 200)..]}",
        };
    }

    private static bool Closed(string body) => body.Contains("event: message_delta\n", StringComparison.Ordinal);

    private static bool IsEnvelope(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return json.RootElement.GetProperty("type").GetString() == "error" && json.RootElement.GetProperty("error").GetProperty("message").GetString()!.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Start(string body) => body[..Math.Min(200, body.Length)];
}
