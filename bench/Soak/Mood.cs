using FakeUpstream;

namespace Soak;

/// <summary>How a provider behaves for one request, drawn from the run's seed.</summary>
internal static class Mood
{
    private static readonly string Head = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a");

    /// <summary>Draws a behaviour: about three of four requests are answered well.</summary>
    public static Reply Draw(int number, bool stream)
    {
        string whole = Samples.Stream(Ending.Text);
        return (number % 100) switch
        {
            < 40 when stream => Reply.Sse(whole),
            < 60 when stream => Reply.Sse().SendInPieces(whole, 1 + (number % 97)),
            < 75 when stream => Reply.Sse().SendInPieces(whole, 400),
            < 75 => Reply.Json(200, Samples.Message(Ending.Text)),
            < 78 => Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")),
            < 80 => Reply.Json(429, Samples.Error("rate_limit_error", "slow down")).With("retry-after", "60"),
            < 82 => Reply.Html(502),
            < 84 => Reply.Of(200, "text/event-stream").Cut(),
            < 86 => Reply.Sse().Start().Cut(),
            < 88 => Reply.Sse().Send(Head[..(1 + (number % (Head.Length - 1)))]).Cut(),
            < 92 => Reply.Sse().Send(whole[..(1 + (number % (whole.Length - 1)))]).Cut(),
            < 94 => Reply.Json(400, Samples.Error("invalid_request_error", "messages.0: bad")),
            < 96 => Reply.Sse(Samples.Start() + Samples.ErrorEvent("overloaded_error", "Overloaded")),
            < 98 => Reply.Json(401, Samples.Error("authentication_error", "no")),
            _ => Reply.Json(500, Samples.Error("api_error", "oops")),
        };
    }
}
