using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>Golden cases of whole answers, each named after what it proves.</summary>
public sealed class AnswerGoldenTests
{
    private const string Area = "Answers";

    public static TheoryData<string> Cases => GoldenFolder.Names(Area);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answer_BecomesTheExpectedMessage(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        var notes = new DegradationNotes();
        AnswerFailure? failure = ChatAnswerTranslator.Translate(
            GoldenFolder.Bytes(Area, name, "response.openai.json"), TermsFile.Read(GoldenFolder.Folder(Area, name)), notes, output, out MessageUsage usage);

        string message = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Equal(GoldenFolder.Text(Area, name, "response.anthropic.json").TrimEnd('\n'), GoldenFolder.WithoutIds(message));
        Assert.Equal(GoldenFolder.Text(Area, name, "notes.txt"), GoldenFolder.Outcome(notes, failure));
        Assert.Equal(failure is null, message.Length > 0);
        if (failure is null)
        {
            JsonNode root = JsonNode.Parse(message)!;
            Assert.Equal((long)root["usage"]!["input_tokens"]!, usage.Input);
            Assert.Equal((long)root["usage"]!["output_tokens"]!, usage.Output);
        }
    }
}
