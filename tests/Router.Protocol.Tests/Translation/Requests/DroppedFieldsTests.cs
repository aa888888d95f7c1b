namespace Router.Protocol.Tests.Translation.Requests;

public sealed class DroppedFieldsTests
{
    [Theory]
    [InlineData("container", "container-dropped")]
    [InlineData("mcp_servers", "mcp-dropped")]
    [InlineData("fallbacks", "fallbacks-dropped")]
    [InlineData("inference_geo", "inference-geo-dropped")]
    [InlineData("safeguards", "safeguards-dropped")]
    [InlineData("never_seen", "unknown-field-dropped")]
    public void FieldThatMeansSomething_IsNoted(string name, string note)
    {
        Assert.Equal([note], Notes($"\"{name}\":[1]"));
        Assert.Empty(Notes($"\"{name}\":null"));
        Assert.Empty(Notes($"\"{name}\":[]"));
    }

    [Theory]
    [InlineData("cache_control")]
    [InlineData("diagnostics")]
    [InlineData("service_tier")]
    [InlineData("speed")]
    [InlineData("betas")]
    [InlineData("fallback_credit_token")]
    [InlineData("user_profile_id")]
    [InlineData("system")]
    [InlineData("tools")]
    [InlineData("tool_choice")]
    [InlineData("stream")]
    [InlineData("temperature")]
    [InlineData("top_p")]
    [InlineData("top_k")]
    [InlineData("stop_sequences")]
    [InlineData("thinking")]
    [InlineData("output_config")]
    [InlineData("output_format")]
    [InlineData("metadata")]
    public void FieldThatIsTranslatedOrChangesNoAnswer_IsNot(string name) => Assert.Empty(Notes($"\"{name}\":\"x\""));

    [Theory]
    [InlineData("""{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]}""", false)]
    [InlineData("""{"edits":[]}""", false)]
    [InlineData("""{"edits":[{"type":"clear_thinking_20251015","keep":"all"},{"type":"clear_tool_uses_20250919"}]}""", true)]
    [InlineData("""{"edits":[{"type":"clear_thinking_20251015","keep":{"type":"thinking_turns","value":1}}]}""", true)]
    [InlineData("""{"edits":[{"type":"clear_tool_uses_20250919","keep":"all"}]}""", true)]
    public void ContextManagement_ThatClearsAnything_IsNoted(string value, bool isNoted) =>
        Assert.Equal(isNoted ? ["context-management-dropped"] : [], Notes($"\"context_management\":{value}"));

    private static IEnumerable<string> Notes(string field) =>
        Translation.Of($$"""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"a"}],{{field}} }""").Notes.Codes;
}
