using Router.Protocol.Tests.Sse;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>Golden cases of streams, each named after what it proves and replayed under every chunking.</summary>
public sealed class StreamGoldenTests
{
    private const string Area = "Streams";
    private const int SmallStream = 1200; // bytes; larger ones are cut at fewer places

    public static TheoryData<string> Cases => GoldenFolder.Names(Area);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stream_BecomesTheExpectedEvents(string name)
    {
        TranslatedStream translated = TranslatedStream.Of([GoldenFolder.Bytes(Area, name, "response.openai.sse")], Terms(name));

        Assert.Equal(GoldenFolder.Text(Area, name, "response.anthropic.sse"), GoldenFolder.WithoutIds(translated.Output));
        Assert.Equal(GoldenFolder.Text(Area, name, "notes.txt"), GoldenFolder.Outcome(translated.Notes, translated.Failure));
        Assert.Equal(translated.Output.Contains("content_block_start", StringComparison.Ordinal) || translated.Failure is null, translated.HasContent);
        Assert.Equal(translated.Failure is null, translated.HasDelta);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stream_KeepsTheGrammar(string name)
    {
        TranslatedStream translated = TranslatedStream.Of([GoldenFolder.Bytes(Area, name, "response.openai.sse")], Terms(name));

        if (translated.Failure is null)
        {
            StreamGrammarChecker.Complete(translated.Output);
        }
        else
        {
            StreamGrammarChecker.BrokenOff(translated.Output);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryChunking_GivesTheSameEvents(string name)
    {
        byte[] stream = GoldenFolder.Bytes(Area, name, "response.openai.sse");
        string expected = GoldenFolder.Text(Area, name, "response.anthropic.sse");
        int step = 1 + (stream.Length / SmallStream);
        int position = 0;
        foreach (byte[][] pieces in ScannedStream.Chunkings(stream))
        {
            if (position++ % step == 0 || pieces.Length > 2)
            {
                Assert.Equal(expected, GoldenFolder.WithoutIds(TranslatedStream.Of(pieces, Terms(name)).Output));
            }
        }
    }

    private static AnswerTerms Terms(string name) => TermsFile.Read(GoldenFolder.Folder(Area, name));
}
