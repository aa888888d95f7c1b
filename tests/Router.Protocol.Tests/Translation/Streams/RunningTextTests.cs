using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Streams;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>Chunks that look like the one before are not read again; what looks like one and is not must be.</summary>
public sealed class RunningTextTests
{
    private const string Before = """{"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":""";
    private const string Behind = """},"finish_reason":null}],"usage":null}""";

    private static (string Text, ChatStreamTranslator Translator) Run(params string[] chunks)
    {
        var translator = new ChatStreamTranslator(
            new AnswerTerms { Model = "m", EstimatedInput = 1, MaxTokens = 100, ToolNames = new ToolNames(64), Capabilities = new ChatCapabilities() }, new DegradationNotes());
        var output = new ArrayBufferWriter<byte>();
        foreach (string chunk in chunks)
        {
            translator.Take([], Encoding.UTF8.GetBytes(chunk), output);
        }

        var text = new StringBuilder();
        foreach (string line in Encoding.UTF8.GetString(output.WrittenSpan).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)))
        {
            text.Append((string?)JsonNode.Parse(line["data: ".Length..])!["delta"]?["text"]);
        }

        return (text.ToString(), translator);
    }

    private static string Chunk(string jsonText) => $"{Before}\"{jsonText}\"{Behind}";

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("""a \"quoted\" word""", "a \"quoted\" word")]
    [InlineData("""line\nline \u00e4 \\""", "line\nline ä \\")]
    [InlineData("Grüße, 世界 😀", "Grüße, 世界 😀")]
    public void TextOfAnyKind_BehindPlainText_IsKept(string jsonText, string expected) =>
        Assert.Equal($"first {expected} last", Run(Chunk("first "), Chunk(jsonText), Chunk(" last")).Text);

    [Fact]
    public void CharacterCutBetweenChunks_IsKept() =>
        Assert.Equal("a😀b", Run(Chunk("a"), Chunk("""\ud83d"""), Chunk("""\ude00"""), Chunk("b")).Text);

    [Fact]
    public void EndOfAMarkedThought_IsTakenOut()
    {
        const string Thought = """{"choices":[{"index":0,"delta":{"content":"Let me","extra_content":{"google":{"thought":true}}}}]}""";

        Assert.Equal("a b", Run(Chunk("a "), Thought, Chunk("</thought>b")).Text);
    }

    [Fact]
    public void TextThatEndsEarly_AndOtherMembersInIt_AreRead()
    {
        // The same bytes around, but the text ends before them: a finish reason stands inside.
        string smuggled = Chunk("""end"},"finish_reason":"stop"}],"x":[{"delta":{"content":" """.Trim());

        (string text, ChatStreamTranslator translator) = Run(Chunk("a "), smuggled, "[DONE]");

        Assert.Equal("a end", text);
        Assert.True(translator.HasDelta);
    }

    [Theory]
    [InlineData("line\nbreak")]
    [InlineData("tab\there")]
    public void ControlCharacterInAText_IsNoJson(string raw)
    {
        (_, ChatStreamTranslator translator) = Run(Chunk("a"), Chunk(raw));

        Assert.Equal(AnswerFailureKind.NotAnAnswer, translator.Failure?.Kind);
    }

    [Fact]
    public void TextBehindTheFinishReason_IsLeftOut() =>
        Assert.Equal("a b", Run(Chunk("a "), Chunk("b"), """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", Chunk("c"), "[DONE]").Text);
}
