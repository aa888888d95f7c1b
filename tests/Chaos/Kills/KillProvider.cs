using FakeUpstream;

namespace Chaos.Kills;

/// <summary>A provider that counts who reaches it, and answers well, slowly, not to the end or never. It never says that it is overloaded: the gateway would spare it.</summary>
/// <param name="book">Where it counts.</param>
/// <param name="seed">Draws the answers.</param>
public sealed class KillProvider(KillBook book, int seed)
{
    private const string Marker = "session ";

    private readonly Chance _chance = new(seed);

    /// <summary>The text of a message that tells its session.</summary>
    public static string TextOf(string session) => $"{Marker}{session} ends here";

    public Reply Answer(ReceivedRequest request)
    {
        string text = request.Text;
        int at = text.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length;
        string session = text[at..text.IndexOf(" ends here", at, StringComparison.Ordinal)];
        int attempt = book.Reach(session);
        int number = int.Parse(session[(session.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        bool streams = text.Contains("\"stream\":true", StringComparison.Ordinal);
        var pause = TimeSpan.FromMilliseconds(_chance.Of(number, attempt, 12) % 60);
        return (_chance.Of(number, attempt, 11) % 40) switch
        {
            0 or 1 => Reply.Json(400, Samples.Error("invalid_request_error", "no")),
            2 => Reply.Sse().Send(Samples.Start()).Hang(),
            4 => Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "cut")).Cut(),
            3 when !streams => Reply.Of(200, "application/json").Hang(),
            _ when streams => Reply.Sse().Send(Samples.Start()).Pause(pause).Send(Samples.Stream()[Samples.Start().Length..]),
            _ => Reply.Of(200, "application/json").Pause(pause).Send(Samples.Message()),
        };
    }
}
