using FakeUpstream;

namespace Chaos;

/// <summary>Deeds of a provider that speaks HTTP/2, where a web server makes the frames.</summary>
/// <param name="ledger">Where it says what it was asked.</param>
/// <param name="deeds">What it does with a request's attempt.</param>
internal sealed class Http2Deeds(Ledger ledger, Func<int, int, Deed> deeds)
{
    private static readonly Dialect Words = Dialect.Anthropic;
    private int _asked;

    /// <summary>Requests that came over HTTP/2.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public Reply Answer(ReceivedRequest request)
    {
        if (request.Protocol == "HTTP/2")
        {
            Interlocked.Increment(ref _asked);
        }

        int id = Question.IdIn(request.Body);
        if (ledger.HasEnded(id))
        {
            ledger.ArriveLate(id, request.Gone);
            return Reply.Of(200, RawAnswer.Type(Question.StreamIn(request.Body))).Hang();
        }

        int attempt = ledger.Arrive(id, request.Gone);
        Deed deed = deeds(id, attempt);
        ledger.Note(deed.Kind);
        return Play(deed.Kind, deed.Number, Wording.Text(id, attempt), Question.StreamIn(request.Body));
    }

    private static Reply Play(DeedKind kind, int number, string text, bool stream)
    {
        string whole = Words.Answer(stream, text);
        Reply Begin() => Reply.Of(200, RawAnswer.Type(stream)).Start();
        return kind switch
        {
            DeedKind.Drip => Begin().SendInPieces(whole, 5),
            DeedKind.Pieces => Begin().SendInPieces(whole, 20 + (number % 300)),
            DeedKind.Status => Refuse(Refusals.Draw(number)),
            DeedKind.HangBeforeHead => Reply.Of(200, RawAnswer.Type(stream)).Hang(),
            DeedKind.HangAfterHead or DeedKind.PingsOnly => Begin().Hang(),
            DeedKind.HangInside => Begin().Send(whole[..(number % whole.Length)]).Hang(),
            DeedKind.Cut or DeedKind.Reset or DeedKind.GarbageChunk => Begin().Send(whole[..(number % whole.Length)]).Cut(),
            DeedKind.EarlyEnd => Begin().Send(whole[..(number % whole.Length)]),
            DeedKind.LengthTooLong => Reply.Of(200, RawAnswer.Type(stream)).With("Content-Length", $"{whole.Length + 7}").Send(whole).Cut(),
            DeedKind.Page => Reply.Html(200),
            DeedKind.Empty => Begin(),
            DeedKind.OtherJson => Reply.Json(200, """{"ok":true}"""),
            DeedKind.ErrorFirst => stream ? Reply.Sse(Words.ErrorEvent()) : Reply.Json(200, Words.Error(529)),
            DeedKind.ErrorInside => Reply.Sse(Words.Head(text[..(number % text.Length)]) + Words.ErrorEvent()),
            _ => Begin().Send(whole),
        };
    }

    private static Reply Refuse((int Status, string Wait) refusal)
    {
        Reply reply = refusal.Status == 204 ? Reply.Of(204, "application/json") : Reply.Json(refusal.Status, Words.Error(refusal.Status));
        return refusal.Wait.Length > 0 ? reply.With("Retry-After", refusal.Wait) : reply;
    }
}
