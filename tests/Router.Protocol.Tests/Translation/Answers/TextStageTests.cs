using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Tests.Translation.Streams;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>Think tags and leaked calls give the same message wherever a provider cuts the text.</summary>
public sealed class TextStageTests
{
    [Theory]
    [InlineData("<think>Let me</think>\n\nHi", "thinking:Let me|text:Hi")]
    [InlineData(" \n<think>a</think><think>b</think>c", "thinking:ab|text:c")]
    [InlineData("Hi <think>x</think>", "text:Hi <think>x")]
    [InlineData("<think></think>Hi", "text:Hi")]
    [InlineData("<thin>Hi", "text:<thin>Hi")]
    [InlineData("<think>ünï 😀</thin", "thinking:ünï 😀</thin")]
    [InlineData("<thi", "text:<thi")]
    [InlineData(" <this", "text: <this")]
    [InlineData("<think>a</think> \n<this", "thinking:a|text:<this")]
    [InlineData("Hi </thi", "text:Hi </thi")]
    public void ThinkTags_AreSplitOff(string content, string expected) => CheckEveryCut(content, new TermsFile { ThinkTags = true }, expected);

    [Theory]
    [InlineData("""<tool_call>{"name":"A","arguments":{"x":"</tool_call>"}}</tool_call>""", """A{"x":"</tool_call>"}""")]
    [InlineData("""Hi <tool_call>{"name":"A","parameters":{}}</tool_call> bye""", """text:Hi |A{}|text: bye""")]
    [InlineData("<function=A><parameter=n>-1.5</parameter><parameter=t>true</parameter><parameter=o>{\"k\":[]}</parameter><parameter=s>1 2</parameter></function>", """A{"n":-1.5,"t":true,"o":{"k":[]},"s":"1 2"}""")]
    [InlineData("<tool_call>\n<function=A>\n<parameter=s>\nline 1\n\nline 2\n</parameter>\n</function>\n</tool_call>", """A{"s":"line 1\n\nline 2"}""")]
    [InlineData("<invoke name=\"A\"><parameter name=\"p\">v</parameter></invoke>\n</function_calls>", """A{"p":"v"}""")]
    [InlineData("<minimax:tool_call>\n<invoke name=\"A\">\n<parameter name=\"p\">v</parameter>\n</invoke>\n</minimax:tool_call>", """A{"p":"v"}""")]
    [InlineData("<tool_call>A</tool_call>", "A{}")]
    [InlineData("""<tool_call>{"name":"A","parameters":{"x":1}}</tool_call>""", """A{"x":1}""")]
    [InlineData("""<tool_call>{"name":"A"}</tool_call>""", "A{}")]
    [InlineData("<function=A><parameter=p>v</parameter>", """A{"p":"v"}""")]
    [InlineData("<function_calls><invoke name=\"A\"></invoke>\n<invoke name=\"B\"></invoke></function_calls>", "A{}|B{}")]
    [InlineData("<function=A><parameter=f>false</parameter><parameter=n>null</parameter><parameter=b>{no</parameter><parameter=q>\"q\"</parameter></function>", """A{"f":false,"n":null,"b":"{no","q":"\"q\""}""")]
    [InlineData("<function=A><parameter=p>\r\nv\r\n\r\n</parameter></function>", """A{"p":"v\r\n"}""")]
    [InlineData("<tool_call>two words</tool_call>", "text:<tool_call>two words</tool_call>")]
    [InlineData("""<tool_call>{"name":"A","arguments":[]}</tool_call>""", """text:<tool_call>{"name":"A","arguments":[]}</tool_call>""")]
    [InlineData("a < b and <tool> and <function= x", "text:a < b and <tool> and <function= x")]
    [InlineData("Write `<tool_call>` or `<invoke name=` so.", "text:Write `<tool_call>` or `<invoke name=` so.")]
    public void LeakedCalls_AreRecovered(string content, string expected) => CheckEveryCut(content, new TermsFile { LeakedToolCalls = true }, expected);

    [Theory]
    [InlineData("<function_calls><invoke name=\"A\"></invoke> or <invoke name=\"B\"></invoke></function_calls>")]
    [InlineData("<function_calls><invoke name=\"A\"></invoke> or so</function_calls>")]
    [InlineData("<function_calls><invoke name=\"two words\"></invoke></function_calls>")]
    [InlineData("<function=A><parameter=a>1</parameter> and <parameter=b>2</parameter></function>")]
    [InlineData("<function=A><parameter=a>1</parameter> and so on</function>")]
    public void LeakedCalls_WithWordsBetween_StayText(string content) =>
        CheckEveryCut(content, new TermsFile { LeakedToolCalls = true }, "text:" + content);

    [Fact]
    public void HalfACallBehindThinkTags_StaysText() =>
        CheckEveryCut("<think>a</think>Hi <tool_call>half a", new TermsFile { ThinkTags = true, LeakedToolCalls = true }, "thinking:a|text:Hi <tool_call>half a");

    [Fact]
    public void ThinkTagsAndLeakedCalls_GoTogether() => CheckEveryCut(
        """<think><tool_call>no</think><tool_call>{"name":"A","arguments":{}}</tool_call>""", new TermsFile { ThinkTags = true, LeakedToolCalls = true }, "thinking:<tool_call>no|A{}");

    [Fact]
    public void HugeTextBehindAnOpeningTag_IsGivenUp()
    {
        string huge = "<tool_call>" + new string('x', 1_200_000);
        IEnumerable<string> chunks = huge.Chunk(10_000).Select(piece => Chunk(new string(piece)));

        TranslatedStream translated = TranslatedStream.Of(TranslatedStream.Sse(chunks), new TermsFile { LeakedToolCalls = true }.ToTerms());

        Assert.Equal(huge, (string)StreamGrammarChecker.Complete(translated.Output)["content"]![0]!["text"]!);
    }

    private static void CheckEveryCut(string content, TermsFile terms, string expected)
    {
        for (int cut = 0; cut <= content.Length; cut++)
        {
            Assert.Equal(expected, Blocks([content[..cut], content[cut..]], terms.ToTerms()));
        }

        Assert.Equal(expected, Blocks(content.EnumerateRunes().Select(rune => rune.ToString()), terms.ToTerms()));
    }

    private static string Blocks(IEnumerable<string> pieces, AnswerTerms terms)
    {
        JsonObject message = StreamGrammarChecker.Complete(TranslatedStream.Of(TranslatedStream.Sse(pieces.Select(Chunk)), terms).Output);
        return string.Join('|', message["content"]!.AsArray().Select(block => (string)block!["type"]! switch
        {
            "tool_use" => $"{block["name"]}{block["input"]!.ToJsonString(Plain)}",
            string type => $"{type}:{block[type]}",
        }));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A chunk whose text may be half a surrogate pair.</summary>
    private static string Chunk(string text)
    {
        var escaped = new StringBuilder();
        foreach (char unit in text)
        {
            escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return $$$"""{"choices":[{"index":0,"delta":{"content":"{{{escaped}}}"}}]}""";
    }
}
