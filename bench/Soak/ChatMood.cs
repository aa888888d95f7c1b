using FakeUpstream;

namespace Soak;

/// <summary>How a chat-completions provider behaves for one request, drawn from the run's seed.</summary>
internal static class ChatMood
{
    private static readonly string Head = ChatSamples.Role() + ChatSamples.Reasoning("hm") + ChatSamples.Text("Hello");

    /// <summary>Draws a behaviour: about three of four requests are answered well.</summary>
    public static Reply Draw(int number, bool stream)
    {
        string whole = ChatSamples.Stream(Ending.Text);
        return (number % 100) switch
        {
            < 40 when stream => Reply.Sse(whole),
            < 60 when stream => Reply.Sse().SendInPieces(whole, 1 + (number % 97)),
            < 75 when stream => Reply.Sse().SendInPieces(whole.Replace("\n", "\r\n", StringComparison.Ordinal), 400),
            < 75 => Reply.Json(200, ChatSamples.Completion(Ending.Text)),
            < 77 => Reply.Json(503, ChatSamples.Error("Overloaded")),
            < 79 => Reply.Json(429, ChatSamples.Error("slow down", "rate_limit_exceeded")).With("retry-after", "60"),
            < 81 => Reply.Html(502),
            < 83 => Reply.Json(200, ChatSamples.Completion(Ending.Text)), // in one piece although a stream was asked for, too
            < 85 => Reply.Sse().Start().Cut(),
            < 87 => Reply.Sse().Send(Head[..(1 + (number % (Head.Length - 1)))]).Cut(),
            < 90 => Reply.Sse().Send(whole[..(1 + (number % (whole.Length - 1)))]).Cut(),
            < 92 => Reply.Sse(whole[..(1 + (number % (whole.Length - 1)))]),
            < 94 => Reply.Json(400, ChatSamples.Error("messages.0: bad", "invalid_value")),
            < 96 => Reply.Sse(ChatSamples.Role() + $"data: {ChatSamples.Error("Overloaded")}\n\n"),
            < 97 => Reply.Sse(ChatSamples.Role() + ChatSamples.Text("Hello") + $"data: {ChatSamples.Error("Overloaded")}\n\n"),
            < 98 => Reply.Json(401, ChatSamples.Error("no", "invalid_api_key")),
            _ => Reply.Json(500, ChatSamples.Error("oops")),
        };
    }
}
