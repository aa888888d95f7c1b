using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>What the doctor finds of a provider's streams and of the usage in them.</summary>
public sealed class StreamCheckTests
{
    [Fact]
    public async Task ProviderThatIgnoresStream_IsUnsupported_AndNamesTheKey()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Stream ? Reply.Json(200, ChatSamples.Completion()) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));

        Assert.Equal(0, checkup.Code);
        Assert.StartsWith("unsupported: ", checkup["stream"], StringComparison.Ordinal);
        Assert.Contains("\"providers.p.stream\" to false", checkup["stream"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamWithBrokenGrammar_Fails()
    {
        string broken = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a") + Samples.End("end_turn");
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Stream ? Reply.Sse(broken) : Checkup.Messages(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl));

        Assert.Equal(1, checkup.Code);
        Assert.Contains("message_delta out of its place", checkup["stream"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamThatIsCut_Fails()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request =>
            Checkup.Wants(request) == Want.Stream ? Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a")).Cut() : Checkup.Messages(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl));

        // Whether its first words arrived before the cut is a matter of timing.
        Assert.StartsWith("failed: cut the connection", checkup["stream"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingUsageInStreams_PointsToStreamUsage()
    {
        string silent = ChatSamples.Role() + ChatSamples.Text("1 2 3") + ChatSamples.Finish("stop") + "data: [DONE]\n\n";
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Stream ? Reply.Sse(silent) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl, """, "capabilities": { "streamUsage": false } """));

        Assert.StartsWith("unsupported: not reported in streams; the gateway estimates", checkup["usage"], StringComparison.Ordinal);
        Assert.Contains("\"providers.p.capabilities\": { \"streamUsage\": true }", checkup["usage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingUsageThatWasAskedFor_IsTheServersMatter()
    {
        string silent = ChatSamples.Role() + ChatSamples.Text("1 2 3") + ChatSamples.Finish("stop") + "data: [DONE]\n\n";
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Stream ? Reply.Sse(silent) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));

        Assert.Contains("stream_options.include_usage", checkup["usage"], StringComparison.Ordinal);
    }
}
