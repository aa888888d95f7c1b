using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>Golden cases of streams, each named after what it proves checked for its grammar.</summary>
public sealed class StreamGoldenTests
{
    private const string Area = "Streams";

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

    private static AnswerTerms Terms(string name) => TermsFile.Read(GoldenFolder.Folder(Area, name));
}
