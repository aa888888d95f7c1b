using Router.Protocol.Tests.Sse;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>Every golden stream gives the same events wherever the network cuts it.</summary>
public sealed class StreamChunkingTests
{
    private const string Area = "Streams";
    private const int SmallStream = 1200; // bytes; larger ones are cut at fewer places

    [Theory]
    [MemberData(nameof(StreamGoldenTests.Cases), MemberType = typeof(StreamGoldenTests))]
    public void EveryChunking_GivesTheSameEvents(string name)
    {
        byte[] stream = GoldenFolder.Bytes(Area, name, "response.openai.sse");
        string expected = GoldenFolder.Text(Area, name, "response.anthropic.sse");
        AnswerTerms terms = TermsFile.Read(GoldenFolder.Folder(Area, name));
        int step = 1 + (stream.Length / SmallStream);
        int position = 0;
        foreach (byte[][] pieces in ScannedStream.Chunkings(stream))
        {
            if (position++ % step == 0 || pieces.Length > 2)
            {
                Assert.Equal(expected, GoldenFolder.WithoutIds(TranslatedStream.Of(pieces, terms).Output));
            }
        }
    }
}
