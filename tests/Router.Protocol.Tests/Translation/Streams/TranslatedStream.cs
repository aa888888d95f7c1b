using System.Buffers;
using System.Text;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;
using Router.Protocol.Tests.Sse;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Streams;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>What became of a provider's stream.</summary>
internal sealed record TranslatedStream(string Output, AnswerFailure? Failure, DegradationNotes Notes, MessageUsage Usage, bool HasContent, bool HasDelta)
{
    /// <summary>Translates a stream that arrives in these pieces, as the relay would.</summary>
    public static TranslatedStream Of(IEnumerable<byte[]> pieces, AnswerTerms terms)
    {
        (List<byte[]> frames, byte[] tail) = ScannedStream.Scan(pieces);
        var output = new ArrayBufferWriter<byte>();
        var notes = new DegradationNotes();
        var translator = new ChatStreamTranslator(terms, notes);
        foreach (byte[] bytes in tail.Length > 0 ? [.. frames, tail] : frames)
        {
            SseFrame frame = SseFrame.Parse(bytes);
            if (frame.HasData)
            {
                translator.Take(frame.EventName, frame.Data, output);
            }
        }

        translator.End(output);
        Assert.True(translator.HasEnded);
        return new TranslatedStream(Encoding.UTF8.GetString(output.WrittenSpan), translator.Failure, notes, translator.Usage, translator.HasContent, translator.HasDelta);
    }

    public static TranslatedStream Of(string stream, AnswerTerms? terms = null) => Of([Encoding.UTF8.GetBytes(stream)], terms ?? new TermsFile().ToTerms());

    /// <summary>A stream of these chunks with <c>[DONE]</c> behind them.</summary>
    public static string Sse(params IEnumerable<string> chunks) => string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")) + "data: [DONE]\n\n";
}
