using Router.Core.Configuration;
using Router.Protocol.Translation;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class CapabilitiesReaderTests
{
    [Fact]
    public void EveryKey_Arrives()
    {
        ProviderCapabilities read = Read("""
            "images": false, "imagesInToolResults": true, "documents": true, "tools": false, "contextWindow": 32768, "reasoning": "reasoning_details", "reasoningRequired": true,
            "reasoningControl": "templateSwitch", "efforts": ["low", "max"], "effortWithTools": "none", "canDisableThinking": false,
            "freeToolChoiceWhileThinking": true, "parallelTools": false, "maxTokensField": "max_completion_tokens", "maxOutputTokens": 8192,
            "minOutputTokens": 16, "streamUsage": false, "sampling": false, "topK": true, "stopSequences": 0, "toolNameLimit": 32, "schema": "gemini",
            "systemInPlace": false, "jsonSchemaOutput": false, "toolStream": true, "thoughtSignatures": true, "thinkTags": true,
            "leakedToolCalls": true, "webSearch": "tool", "userField": "user", "emptyToolResult": "-"
            """);

        Assert.Equal(["low", "max"], read.Efforts!.Value);
        Assert.Equal(
            new ProviderCapabilities
            {
                Images = false, ImagesInToolResults = true, Documents = true, Tools = false, ContextWindow = 32_768, Reasoning = ReasoningField.ReasoningDetails, ReasoningRequired = true,
                ReasoningControl = ReasoningControl.TemplateSwitch, Efforts = read.Efforts, EffortWithTools = "none", CanDisableThinking = false,
                FreeToolChoiceWhileThinking = true, ParallelTools = false, MaxTokensField = "max_completion_tokens", MaxOutputTokens = 8192,
                MinOutputTokens = 16, StreamUsage = false, Sampling = false, TopK = true, StopSequences = 0, ToolNameLimit = 32, Schema = SchemaDialect.Gemini,
                SystemInPlace = false, JsonSchemaOutput = false, ToolStream = true, ThoughtSignatures = true, ThinkTags = true,
                LeakedToolCalls = true, WebSearch = WebSearchSupport.Tool, UserField = "user", EmptyToolResult = "-",
            },
            read);
    }

    [Fact]
    public void AbsentKeys_LeaveThePresetsWord()
    {
        Assert.Equal(new ProviderCapabilities(), Read(""));
        Assert.Equal(new ProviderCapabilities(), Loaded.Provider(""" "preset": "openai" """).Capabilities);
    }

    [Theory]
    [InlineData("\"efforts\": [\"hihg\"]", "efforts[0]", "did you mean \"high\"?")]
    [InlineData("\"reasoning\": \"reasoning-content\"", "reasoning", "did you mean \"reasoning_content\"?")]
    [InlineData("\"reasoningControl\": \"budget\"", "reasoningControl", "is none of")]
    [InlineData("\"minOutputTokens\": 0", "minOutputTokens", "must be a whole number from 1")]
    [InlineData("\"stopSequences\": -1", "stopSequences", "must be a whole number from 0")]
    [InlineData("\"thinkTag\": true", "thinkTag", "did you mean \"thinkTags\"?")]
    public void WrongValue_IsToldWithTheFix(string member, string key, string text)
    {
        ConfigProblem problem = Loaded.Problem($$"""{ "providers": { "p": { "preset": "openai", "capabilities": { {{member}} } } } }""");

        Assert.Equal($"providers.p.capabilities.{key}", problem.Key);
        Assert.Contains(text, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void LimitsThatCross_AreRefused() =>
        Assert.Equal(
            new ConfigProblem("providers.p.capabilities", "minOutputTokens must not be greater than maxOutputTokens"),
            Loaded.Problem("""{ "providers": { "p": { "preset": "openai", "capabilities": { "minOutputTokens": 20, "maxOutputTokens": 10 } } } }"""));

    private static ProviderCapabilities Read(string members) => Loaded.Provider($$""" "preset": "openai", "capabilities": { {{members}} } """).Capabilities;
}
