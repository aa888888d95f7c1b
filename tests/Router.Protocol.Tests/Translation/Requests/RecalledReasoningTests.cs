using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>What memory puts back when the client has lost the blocks that carried it.</summary>
public sealed class RecalledReasoningTests
{
    private const string Calls = """{"type":"tool_use","id":"call_1","name":"Bash","input":{}},{"type":"tool_use","id":"call_2","name":"Bash","input":{}}""";
    private readonly MemoryOfTests _memory = new();

    private JsonNode Assistant(string provider, string blocks)
    {
        string body = $$"""
            {"max_tokens":100,"messages":[{"role":"user","content":"go"},{"role":"assistant","content":[{{blocks}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"1"},{"type":"tool_result","tool_use_id":"call_2","content":"2"}]}]}
            """;
        Translation translation = Translation.Of(Encoding.UTF8.GetBytes(body), new RequestTerms { Model = "m", Capabilities = TestProviders.Find(provider), Memory = _memory });
        return translation.Json["messages"]!.AsArray().First(message => (string?)message!["role"] == "assistant")!;
    }

    [Theory]
    [InlineData("deepseek")]
    [InlineData("kimi")]
    public void LostThinking_ComesBack_OfEveryCall(string provider)
    {
        _memory.Keep("call_1", new ToolCallReasoning("First \"this\"\n\u0001 😀", null, null));
        _memory.Keep("call_2", new ToolCallReasoning("then that.", null, null));

        Assert.Equal("First \"this\"\n\u0001 😀\n\nthen that.", (string?)Assistant(provider, Calls)["reasoning_content"]);
    }

    [Fact]
    public void ThinkingThatTheClientKept_WinsOverMemory()
    {
        _memory.Keep("call_1", new ToolCallReasoning("from memory", null, null));

        Assert.Equal("kept", (string?)Assistant("deepseek", """{"type":"thinking","thinking":"kept","signature":"gw1."},""" + Calls)["reasoning_content"]);
    }

    [Fact]
    public void UnknownCalls_StillHaveTheRequiredField() => Assert.Equal("", (string?)Assistant("deepseek", Calls)["reasoning_content"]);

    [Fact]
    public void LostSignatures_ComeBackToTheirOwnCalls()
    {
        _memory.Keep("call_1", new ToolCallReasoning(null, null, "sig-1"));
        _memory.Keep("call_2", new ToolCallReasoning(null, null, "sig-2"));

        JsonArray calls = Assistant("gemini", Calls)["tool_calls"]!.AsArray();

        Assert.Equal(["sig-1", "sig-2"], calls.Select(call => (string?)call!["extra_content"]!["google"]!["thought_signature"]));
    }

    [Fact]
    public void SignatureThatTheClientKept_WinsOverMemory()
    {
        _memory.Keep("call_1", new ToolCallReasoning(null, null, "from memory"));
        string carrier = ReasoningCarrier.OfSignature("kept");

        JsonArray calls = Assistant("gemini", $$"""{"type":"redacted_thinking","data":"{{carrier}}"},""" + Calls)["tool_calls"]!.AsArray();

        Assert.Equal("kept", (string?)calls[0]!["extra_content"]!["google"]!["thought_signature"]);
    }

    [Fact]
    public void LostDetails_ComeBackAsTheyWere()
    {
        _memory.Keep("call_1", new ToolCallReasoning("words", """[{"type":"reasoning.encrypted","data":"Enc==","index":0}]""", null));

        Assert.Equal("""[{"type":"reasoning.encrypted","data":"Enc==","index":0}]""", Assistant("openrouter", Calls)["reasoning_details"]!.ToJsonString());
    }

    [Theory]
    [InlineData("vllm")]
    [InlineData("openai")]
    public void ProvidersThatDoWithout_AreNotLookedUpFor(string provider)
    {
        _memory.Keep("call_1", new ToolCallReasoning("words", "[]", "sig"));

        Assert.DoesNotContain("words", Assistant(provider, Calls).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, _memory.Lookups);
    }
}
