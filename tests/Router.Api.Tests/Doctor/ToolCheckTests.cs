using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>What the doctor finds of a provider's tool calls.</summary>
public sealed class ToolCheckTests
{
    [Theory]
    [InlineData("registry.ollama.ai/library/gemma:2b does not support tools", "choose a model that calls tools")]
    [InlineData("\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", "start the server with --enable-auto-tool-choice")]
    [InlineData("Unknown name \"additionalProperties\" at tools[0]", "\"schema\": \"gemini\"")]
    [InlineData("Unrecognized request argument supplied: parallel_tool_calls", "\"parallelTools\": false")]
    public async Task RefusedTools_NameWhatToChange(string words, string hint)
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Tool ? Reply.Json(400, ChatSamples.Error(words)) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));

        Assert.Equal(0, checkup.Code);
        Assert.StartsWith("unsupported: HTTP 400", checkup["tools"], StringComparison.Ordinal);
        Assert.Contains(hint, checkup["tools"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedToolsWithA404_AreNoWrongAddress()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Tool ? Reply.Json(404, ChatSamples.Error("No endpoints found that support tool use.")) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));

        Assert.StartsWith("unsupported: HTTP 404", checkup["tools"], StringComparison.Ordinal);
        Assert.Contains("choose a model that calls tools", checkup["tools"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenToolInput_Fails()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Tool ? Reply.Sse(Samples.ToolStream("report_number", """{"number":""")) : Checkup.Messages(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl));

        Assert.Equal(1, checkup.Code);
        Assert.Contains("the call's input is not what the tool takes", checkup["tools"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WordsInPlaceOfACall_AreAskedForOnceMoreByForce()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) != Want.Tool ? Checkup.Chat(request)
            : request.Json.ContainsKey("tool_choice") ? Reply.Sse(ChatSamples.ToolStream(("report_number", """{"number":7}"""))) : Reply.Sse(ChatSamples.Stream("I would call it.")));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));

        Assert.StartsWith("ok: calls a tool when forced to", checkup["tools"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallsThatLeakIntoTheText_PointToTheCapability()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request =>
            Checkup.Wants(request) == Want.Tool ? Reply.Sse(ChatSamples.Stream("""<function=report_number>{"number":7}""")) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));

        Assert.StartsWith("unsupported: writes its tool calls into the text", checkup["tools"], StringComparison.Ordinal);
        Assert.Contains("\"leakedToolCalls\": true", checkup["tools"], StringComparison.Ordinal);
    }
}
