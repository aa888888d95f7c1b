using System.Buffers;
using System.Text;
using Router.Protocol.Tests.Translation.Streams;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>What is remembered of the reasoning in front of tool calls; streams and whole answers give the same.</summary>
public sealed class RememberedReasoningTests
{
    private static readonly ChatCapabilities DeepSeek = new() { ReasoningField = ReasoningField.ReasoningContent, ReasoningRequired = true };
    private static readonly ChatCapabilities Gemini = new() { ThoughtSignatures = true };
    private static readonly ChatCapabilities OpenRouter = new() { ReasoningField = ReasoningField.ReasoningDetails };
    private readonly MemoryOfTests _memory = new();

    private AnswerTerms Terms(ChatCapabilities capabilities) => new TermsFile().ToTerms() with { Capabilities = capabilities, Memory = _memory };

    private TranslatedStream Take(ChatCapabilities capabilities, params string[] deltas)
    {
        string chunks = string.Concat(deltas.Select(delta => $$"""data: {"choices":[{"index":0,"delta":{{delta}}}]}""" + "\n\n"));
        string end = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""" + "\n\ndata: [DONE]\n\n";
        return TranslatedStream.Of([Encoding.UTF8.GetBytes(chunks + end)], Terms(capabilities));
    }

    private static string Call(int index, string extra = "") =>
        $$$$"""{"tool_calls":[{"index":{{{{index}}}},"id":"call_{{{{index}}}}","type":"function","function":{"name":"Bash","arguments":"{\"a\":1}"}{{{{extra}}}}}]}""";

    private static string Signed(string signature) => $$$$""","extra_content":{"google":{"thought_signature":"{{{{signature}}}}"}}""";

    [Fact]
    public void Thinking_IsRememberedWithTheCallThatFollows()
    {
        Take(DeepSeek, """{"reasoning_content":"First "}""", """{"reasoning_content":"this."}""", Call(0), Call(1));

        Assert.Equal(new ToolCallReasoning("First this.", null, null), Assert.Single(_memory.Kept).Value);
        Assert.Equal("call_0", Assert.Single(_memory.Kept).Key);
    }

    [Fact]
    public void Signatures_AreRememberedEachWithItsCall()
    {
        Take(Gemini, Call(0, Signed("s-0")), Call(1), Call(2, Signed("s-2")));

        Assert.Equal(["call_0 s-0", "call_2 s-2"], _memory.Kept.Select(kept => $"{kept.Key} {kept.Value.Signature}"));
        Assert.All(_memory.Kept.Values, reasoning => Assert.Null(reasoning.Thinking));
    }

    [Fact]
    public void SeveralThoughts_AreParagraphs()
    {
        Take(DeepSeek, """{"reasoning_content":"First."}""", """{"content":"Hi"}""", """{"reasoning_content":"Second."}""", Call(0));

        Assert.Equal("First.\n\nSecond.", _memory.Kept["call_0"].Thinking);
    }

    [Fact]
    public void DetailsOfAThought_AreRememberedWithItsText()
    {
        Take(OpenRouter, """{"reasoning_details":[{"type":"reasoning.text","text":"Why.","index":0}]}""", Call(0));

        Assert.Equal(new ToolCallReasoning("Why.", """[{"type":"reasoning.text","text":"Why.","index":0}]""", null), _memory.Kept["call_0"]);
    }

    [Fact]
    public void Message_IsTheSameWhetherOrNotItIsRemembered()
    {
        string[] deltas = ["""{"reasoning_content":"Why."}""", """{"content":"Hi","extra_content":{"google":{"thought_signature":"s-text"}}}""", Call(0, Signed("s-0")), Call(1)];

        string remembered = Take(DeepSeek, deltas).Output;
        string plain = Take(new ChatCapabilities(), deltas).Output;

        Assert.Equal("call_0", Assert.Single(_memory.Kept).Key);
        Assert.Equal(GoldenFolder.WithoutIds(plain), GoldenFolder.WithoutIds(remembered));
    }

    [Fact]
    public void SignatureOfAText_IsNoCalls()
    {
        Take(Gemini, """{"content":"Hi","extra_content":{"google":{"thought_signature":"s-text"}}}""", Call(0));

        Assert.Empty(_memory.Kept);
    }

    [Fact]
    public void Details_AreRememberedUnmodified()
    {
        Take(OpenRouter, """{"reasoning_details":[{"type":"reasoning.encrypted","data":"Enc==","index":0}]}""", Call(0));

        Assert.Equal("""[{"type":"reasoning.encrypted","data":"Enc==","index":0}]""", _memory.Kept["call_0"].Details);
    }

    [Fact]
    public void WholeAnswer_IsRememberedLikeAStream()
    {
        const string Body = """{"choices":[{"message":{"reasoning_content":"Why.","content":null,"tool_calls":[{"id":"call_0","type":"function","function":{"name":"Bash","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""";

        ChatAnswerTranslator.Translate(Encoding.UTF8.GetBytes(Body), Terms(DeepSeek), new DegradationNotes(), new ArrayBufferWriter<byte>(), out _);

        Assert.Equal("Why.", _memory.Kept["call_0"].Thinking);
    }

    [Fact]
    public void AnswerThatBreaksOff_IsNotRemembered()
    {
        string chunks = $$"""data: {"choices":[{"index":0,"delta":{"reasoning_content":"Why."} }]}""" + "\n\n" + $$"""data: {"choices":[{"index":0,"delta":{{Call(0)}} }]}""" + "\n\n";

        TranslatedStream translated = TranslatedStream.Of([Encoding.UTF8.GetBytes(chunks)], Terms(DeepSeek));

        Assert.NotNull(translated.Failure);
        Assert.Empty(_memory.Kept);
    }

    [Fact]
    public void ProviderThatDoesWithout_IsNotRemembered()
    {
        Take(new ChatCapabilities { ReasoningField = ReasoningField.ReasoningContent }, """{"reasoning_content":"Why."}""", Call(0));

        Assert.Empty(_memory.Kept);
    }
}
