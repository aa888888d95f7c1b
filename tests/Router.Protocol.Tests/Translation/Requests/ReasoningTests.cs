using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>Every way to ask for thinking, at every kind of provider. Regressions: pitfalls 31, 32, 34.</summary>
public sealed class ReasoningTests
{
    private static readonly string[] Usual = ["model", "messages", "max_tokens", "max_completion_tokens", "stream", "stream_options"];

    private const string Absent = "{}";
    private const string Adaptive = """{"thinking":{"type":"adaptive","display":"updates"}}""";
    private const string AdaptiveHigh = """{"thinking":{"type":"adaptive","display":"updates"},"output_config":{"effort":"high"}}""";
    private const string Disabled = """{"thinking":{"type":"disabled"}}""";
    private const string DisabledHigh = """{"thinking":{"type":"disabled"},"output_config":{"effort":"high"}}""";
    private const string High = """{"output_config":{"effort":"high"}}""";

    [Theory]
    [InlineData("plain", AdaptiveHigh, "{}")]
    [InlineData("openai", Absent, "{}")]
    [InlineData("openai", Adaptive, "{}")]
    [InlineData("openai", AdaptiveHigh, """{"reasoning_effort":"high"}""")]
    [InlineData("openai", """{"output_config":{"effort":"max"}}""", """{"reasoning_effort":"xhigh"}""")]
    [InlineData("openai", """{"output_config":{"effort":"auto"}}""", "{}")]
    [InlineData("openai", """{"output_config":{"effort":null},"thinking":null}""", "{}")]
    [InlineData("openai", DisabledHigh, """{"reasoning_effort":"none"}""")]
    [InlineData("openai", """{"thinking":{"type":"enabled","budget_tokens":4000}}""", """{"reasoning_effort":"low"}""")]
    [InlineData("openai", """{"thinking":{"type":"enabled","budget_tokens":4096}}""", """{"reasoning_effort":"low"}""")]
    [InlineData("openai", """{"thinking":{"type":"enabled","budget_tokens":16384}}""", """{"reasoning_effort":"medium"}""")]
    [InlineData("openai", """{"thinking":{"type":"enabled","budget_tokens":10000}}""", """{"reasoning_effort":"medium"}""")]
    [InlineData("openai", """{"thinking":{"type":"enabled","budget_tokens":31999}}""", """{"reasoning_effort":"high"}""")]
    [InlineData("openai", """{"thinking":{"type":"enabled"}}""", """{"reasoning_effort":"medium"}""")]
    [InlineData("gemini", """{"output_config":{"effort":"medium"}}""", """{"reasoning_effort":"high"}""")]
    [InlineData("gemini", """{"output_config":{"effort":"max"}}""", """{"reasoning_effort":"high"}""")]
    [InlineData("gemini", Disabled, """{"reasoning_effort":"low"}""", "thinking-not-disabled")]
    [InlineData("deepseek", Adaptive, "{}")]
    [InlineData("deepseek", Disabled, """{"thinking":{"type":"disabled"}}""")]
    [InlineData("deepseek", """{"output_config":{"effort":"medium"}}""", """{"thinking":{"type":"enabled"},"reasoning_effort":"high"}""")]
    [InlineData("deepseek", """{"output_config":{"effort":"xhigh"}}""", """{"thinking":{"type":"enabled"},"reasoning_effort":"high"}""")]
    [InlineData("deepseek", """{"output_config":{"effort":"max"}}""", """{"thinking":{"type":"enabled"},"reasoning_effort":"max"}""")]
    [InlineData("kimi", AdaptiveHigh, """{"thinking":{"type":"enabled"}}""")]
    [InlineData("kimi", DisabledHigh, """{"thinking":{"type":"disabled"}}""")]
    [InlineData("glm", AdaptiveHigh, """{"thinking":{"type":"enabled","clear_thinking":false}}""")]
    [InlineData("glm", Disabled, """{"thinking":{"type":"disabled"}}""")]
    [InlineData("qwen", AdaptiveHigh, """{"enable_thinking":true}""")]
    [InlineData("qwen", """{"thinking":{"type":"enabled","budget_tokens":500}}""", """{"enable_thinking":true,"thinking_budget":1024}""")]
    [InlineData("qwen", """{"thinking":{"type":"enabled","budget_tokens":90000}}""", """{"enable_thinking":true,"thinking_budget":31999}""")]
    [InlineData("qwen", Disabled, """{"enable_thinking":false}""")]
    [InlineData("openrouter", AdaptiveHigh, """{"reasoning":{"effort":"high"}}""")]
    [InlineData("openrouter", """{"thinking":{"type":"enabled","budget_tokens":4000}}""", """{"reasoning":{"max_tokens":4000}}""")]
    [InlineData("openrouter", DisabledHigh, """{"reasoning":{"enabled":false}}""")]
    [InlineData("vllm", AdaptiveHigh, """{"chat_template_kwargs":{"enable_thinking":true}}""")]
    [InlineData("vllm", Disabled, """{"chat_template_kwargs":{"enable_thinking":false}}""")]
    [InlineData("vllm", Adaptive, "{}")]
    public void Wish_IsSaidInTheProvidersWords(string provider, string fields, string expected, string? note = null) =>
        Check(Translate(fields, TestProviders.Find(provider)), expected, note);

    [Theory]
    [InlineData(AdaptiveHigh, "none", "effort-lowered-for-tools")]
    [InlineData(Absent, "none", null)]
    [InlineData(Disabled, "none", null)]
    public void ToolsBesideAModelThatTakesThemOnlyWithOneEffort_GetThatOne(string fields, string expected, string? note)
    {
        ChatCapabilities capabilities = TestProviders.Find("openai") with { EffortWithTools = "none" };
        string tools = fields.Insert(1, "\"tools\":[{\"name\":\"Bash\",\"input_schema\":{\"type\":\"object\"}}]" + (fields.Length > 2 ? "," : ""));

        Translation translation = Translate(tools, capabilities);

        Assert.Equal(expected, (string?)translation.Json["reasoning_effort"]);
        Assert.Equal(note is null ? [] : [note], translation.Notes.Codes);
    }

    [Theory]
    [InlineData("minimal", "openai", """{"reasoning_effort":"none"}""")]
    [InlineData("xhigh", "openai", """{"reasoning_effort":"xhigh"}""")]
    [InlineData("low", "kimi", """{"thinking":{"type":"enabled"}}""")]
    [InlineData("minimal", "kimi", """{"thinking":{"type":"disabled"}}""")]
    public void RoutesEffort_WinsOverTheClients(string effort, string provider, string expected) =>
        Check(Translate(AdaptiveHigh, TestProviders.Find(provider), effort), expected, null);

    [Theory]
    [InlineData("kimi", "{}")]
    [InlineData("openrouter", """{"reasoning":{"effort":"minimal"}}""")]
    [InlineData("deepseek", """{"reasoning_effort":"low"}""")]
    [InlineData("vllm", "{}")]
    public void ModelThatAlwaysThinks_IsNeverToldNotTo(string provider, string expected) =>
        Check(Translate(Disabled, TestProviders.Find(provider) with { CanDisableThinking = false }), expected, "thinking-not-disabled");

    [Theory]
    [InlineData(Absent, null)]
    [InlineData(AdaptiveHigh, "thinking-disabled-without-stream")]
    [InlineData(Disabled, null)]
    public void SwitchedThinking_IsOffWithoutAStream(string fields, string? note) =>
        Check(Translate(fields, TestProviders.Find("qwen"), stream: false), """{"enable_thinking":false}""", note);

    [Fact]
    public void EffortWithoutWords_IsNotSent() =>
        Check(Translate(High, TestProviders.Find("openai") with { Efforts = [] }), "{}", null);

    [Fact]
    public void BudgetInASmallAnswer_IsNotSent() =>
        Check(Translate("""{"max_tokens":64,"thinking":{"type":"enabled","budget_tokens":2000}}""", TestProviders.Find("openrouter")), """{"reasoning":{"effort":"low"}}""", null);

    [Theory]
    [InlineData(1024, """{"reasoning":{"effort":"low"}}""")]
    [InlineData(1025, """{"reasoning":{"max_tokens":1024}}""")]
    public void Budget_LeavesRoomForTheAnswer(int maxTokens, string expected) =>
        Check(Translate($$$"""{"max_tokens":{{{maxTokens}}},"thinking":{"type":"enabled","budget_tokens":2000}}""", TestProviders.Find("openrouter")), expected, null);

    [Theory]
    [InlineData("low high", """{"reasoning_effort":"low"}""", "thinking-not-disabled")]
    [InlineData("", "{}", null)]
    public void EffortWithoutAWordForOff_IsTheLeast(string efforts, string expected, string? note) =>
        Check(Translate(Disabled, TestProviders.Find("openai") with { Efforts = [.. efforts.Split(' ', StringSplitOptions.RemoveEmptyEntries)] }), expected, note);

    [Fact]
    public void SwitchBesideEfforts_SaysOffAlone() =>
        Check(Translate(Disabled, TestProviders.Find("deepseek") with { Efforts = ["none", "low"] }), """{"thinking":{"type":"disabled"}}""", null);

    [Fact]
    public void ObjectWithoutEfforts_IsSwitchedOn() =>
        Check(Translate(High, TestProviders.Find("openrouter") with { Efforts = [] }), """{"reasoning":{"enabled":true}}""", null);

    [Fact]
    public void EffortBesideTools_ConcernsTheModelOnlyBesideTools() =>
        Check(Translate(High, TestProviders.Find("openai") with { EffortWithTools = "none" }), """{"reasoning_effort":"high"}""", null);

    [Theory]
    [InlineData("any", ReasoningControl.Effort, "none", "required")]
    [InlineData("any", ReasoningControl.Effort, "low", "auto")]
    [InlineData("any", ReasoningControl.None, "none", "auto")]
    [InlineData("any", ReasoningControl.Thinking, "none", "required")]
    [InlineData("tool", ReasoningControl.None, "none", "auto")]
    public void ForcedTool_IsKeptWhereThinkingCanBeSwitchedOff(string choice, ReasoningControl control, string effort, string expected)
    {
        ChatCapabilities capabilities = TestProviders.Find("openai") with { ReasoningControl = control, Efforts = [effort], FreeToolChoiceWhileThinking = true };

        Translation translation = Translate($$$"""{"thinking":{"type":"disabled"},"tools":[{"name":"A","input_schema":{"type":"object"}}],"tool_choice":{"type":"{{{choice}}}","name":"A"}}""", capabilities);

        Assert.Equal(expected, (string?)translation.Json["tool_choice"]);
        Assert.Equal(expected == "auto", translation.Notes.Codes.Contains("tool-choice-weakened"));
    }

    private static void Check(Translation translation, string expected, string? note)
    {
        JsonObject sent = translation.Json.AsObject();
        foreach (string name in Usual)
        {
            sent.Remove(name);
        }

        Assert.Null(JsonDifference.Find(JsonNode.Parse(expected), sent));
        Assert.Equal(note is null ? [] : [note], translation.Notes.Codes);
    }

    private static Translation Translate(string fields, ChatCapabilities capabilities, string? route = null, bool stream = true)
    {
        JsonObject body = JsonNode.Parse(fields)!.AsObject();
        body["max_tokens"] ??= 32_000;
        body["messages"] = JsonNode.Parse("""[{"role":"user","content":"hi"}]""");
        return Translation.Of(
            Encoding.UTF8.GetBytes(body.ToJsonString()), new RequestTerms { Model = "the-model", Capabilities = capabilities, ReasoningEffort = route, Stream = stream });
    }
}
