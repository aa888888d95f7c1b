using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>What of an assistant's thinking goes back where: signatures to their calls and texts, details to their provider, nothing that is damaged.</summary>
public sealed class EarlierThinkingTests
{
    private const string Call = """{"type":"tool_use","id":"t","name":"n","input":{}}""";
    private const string Text = """{"type":"text","text":"Hi"}""";

    private static string Thought(string carrier) => $$"""{"type":"thinking","thinking":"Why.","signature":"{{carrier}}"}""";

    private static string Redacted(string carrier) => $$"""{"type":"redacted_thinking","data":"{{carrier}}"}""";

    private static string Signed(string signature) => ReasoningCarrier.OfSignature(signature);

    private static Translation Translate(string provider, params string[] blocks) =>
        Translation.Of($$"""{"max_tokens":1,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{{string.Join(',', blocks)}}]}]}""", provider);

    private static string? SignatureOf(JsonNode? place) => (string?)place!["extra_content"]?["google"]?["thought_signature"];

    private static IEnumerable<string?> OfCalls(Translation translation) => translation.Json["messages"]![1]!["tool_calls"]!.AsArray().Select(SignatureOf);

    private static string? OfText(Translation translation) => SignatureOf(translation.Json["messages"]![1]);

    [Fact]
    public void Signatures_GoToTheCallsBehindThem() =>
        Assert.Equal(["s-0", null, "s-2"], OfCalls(Translate("gemini", Redacted(Signed("s-0")), Call, Call, Redacted(Signed("s-2")), Call)));

    [Fact]
    public void Signature_OutlastsThinkingThatHasNone()
    {
        Assert.Equal(["s"], OfCalls(Translate("gemini", Thought(Signed("s")), Thought("gw1."), Redacted("opaque"), Call)));
        Assert.Equal(["newer"], OfCalls(Translate("gemini", Thought(Signed("s")), Thought(Signed("newer")), Call)));
        Assert.Equal(["newer"], OfCalls(Translate("gemini", Redacted(Signed("s")), Redacted(Signed("newer")), Call)));
    }

    [Fact]
    public void SignatureOfAText_IsTheLastOne()
    {
        Assert.Equal("s", OfText(Translate("gemini", Redacted(Signed("s")), Text, Text)));
        Assert.Equal("newer", OfText(Translate("gemini", Redacted(Signed("s")), Text, Redacted(Signed("newer")), Text)));
    }

    [Fact]
    public void Details_AreNoSignature() =>
        Assert.DoesNotContain("reasoning", Assert.Single(OfCalls(Translate("gemini", Thought(ReasoningCarrier.OfDetails("""[{"type":"reasoning.text"}]"""u8)), Call))), StringComparison.Ordinal);

    [Fact]
    public void DamagedSignature_IsNone() =>
        Assert.NotEqual("", Assert.Single(OfCalls(Translate("gemini", Redacted("gw1.s.%%%"), Call))));

    [Theory]
    [InlineData("gw1.d.%%%", null)]
    [InlineData("gw1.d.bm8", "[]")] // "no", which is not JSON
    [InlineData("gw1.d.W10", "[]")]
    [InlineData("gw1.d.W3siYSI6MX1d", """[{"a":1}]""")]
    public void DamagedDetails_DoNoHarm(string carrier, string? expected) =>
        Assert.Equal(expected, Translate("openrouter", Redacted(carrier), Text).Json["messages"]![1]!["reasoning_details"]?.ToJsonString());

    [Theory]
    [InlineData("s", "s", true)] // of another provider, twice
    [InlineData("s", "gw1.", true)]
    [InlineData("gw1.", "gw1.", false)]
    public void ForeignThinking_IsNotedHoweverMuchThereIs(string first, string second, bool isNoted) =>
        Assert.Equal(isNoted ? ["thinking-dropped"] : [], Translate("gemini", Thought(first), Thought(second), Text).Notes.Codes);
}
