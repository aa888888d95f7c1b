using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>What the doctor finds at providers that behave, and at those that don't.</summary>
public sealed class ProviderCheckTests
{
    [Fact]
    public async Task HealthyAnthropicProvider_IsOkInEverything()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(Checkup.Messages);

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl), deep: true);

        Assert.Equal(0, checkup.Code);
        Assert.All((string[])["http", "auth", "message", "stream", "tools", "count", "usage", "overflow"], name => Assert.StartsWith("ok: ", checkup[name], StringComparison.Ordinal));
        Assert.Contains("14 tokens", checkup["count"], StringComparison.Ordinal);
        Assert.Contains("cached input is told", checkup["usage"], StringComparison.Ordinal);
        Assert.Contains("first content after", checkup["stream"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthyChatProvider_IsOk_AndTheGatewayCountsForIt()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(Checkup.Chat);

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl), deep: true);

        Assert.Equal(0, checkup.Code);
        Assert.All((string[])["auth", "message", "stream", "tools", "usage", "overflow"], name => Assert.StartsWith("ok: ", checkup[name], StringComparison.Ordinal));
        Assert.StartsWith("unsupported: ", checkup["count"], StringComparison.Ordinal);
        Assert.Contains("prompt is too long: 1200000 tokens > 8192 maximum", checkup["overflow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_GoTheProductsOwnWay_AndCostAHandfulOfTokens()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(Checkup.Chat);

        await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl, """, "headers": { "x-team": "core" }, "extraBody": { "top_k": 40 }, "query": { "api-version": "1" } """));

        ReceivedRequest[] probes = [.. provider.Requests.Where(request => request.Method == "POST")];
        Assert.Equal([Want.Whole, Want.Stream, Want.Tool], probes.Select(Checkup.Wants));
        Assert.All(probes, probe =>
        {
            Assert.Equal("/v1/chat/completions?api-version=1", probe.Target);
            Assert.Equal("m", probe.Model);
            Assert.Equal("Bearer sk-test-0123456789-secret", probe.Headers["Authorization"]);
            Assert.Equal("core", probe.Headers["x-team"]);
            Assert.Equal(40, (int?)probe.Json["top_k"]);
            Assert.InRange((int)probe.Json["max_tokens"]!, 1, 1000);
        });
    }

    [Fact]
    public async Task WrongKeys_AreToldApart_EachOnItsOwn_AndNeverShown()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => request.Headers.GetValueOrDefault("Authorization") switch
        {
            null => Reply.Json(404, Samples.Error("not_found_error", "nothing here")),
            { } key when key.Contains("unknown", StringComparison.Ordinal) => Reply.Json(401, Samples.Error("authentication_error", $"invalid key {key}")),
            { } key when key.Contains("forbidden", StringComparison.Ordinal) => Reply.Json(403, Samples.Error("permission_error", "not in your plan")),
            _ => Checkup.Messages(request),
        });

        Checkup checkup = await Checkup.OfAsync(
            Checkup.Provider("anthropic", provider.BaseUrl, credentials: "\"env:UNKNOWN_KEY\", \"sk-forbidden-0123456789-abc\", \"env:NOT_SET\", \"sk-good-0123456789-secret\""),
            environment: new() { ["UNKNOWN_KEY"] = "sk-unknown-0123456789-abc" });

        string[] auth = [.. checkup.Checks.Where(check => (string?)check["name"] == "auth").Select(Checkup.Line)];
        Assert.Equal(1, checkup.Code);
        Assert.Equal([1, 2, 3, 4], checkup.Checks.Where(check => (string?)check["name"] == "auth").Select(check => (int?)check["credential"]));
        Assert.Contains("HTTP 401, env:UNKNOWN_KEY (sk-…, 25 characters) is not known there", auth[0], StringComparison.Ordinal);
        Assert.Contains("put a valid key into UNKNOWN_KEY", auth[0], StringComparison.Ordinal);
        Assert.Contains("HTTP 403", auth[1], StringComparison.Ordinal);
        Assert.StartsWith("skipped: env:NOT_SET", auth[2], StringComparison.Ordinal);
        Assert.StartsWith("ok: ", auth[3], StringComparison.Ordinal);
        Assert.StartsWith("ok: ", checkup["message"], StringComparison.Ordinal);
        Assert.All((string[])["0123456789", "sk-unknown", "sk-forbidden", "sk-good"], secret => Assert.DoesNotContain(secret, checkup.Output + checkup.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeyWithQuotesAroundIt_IsRecognised()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Page ? Checkup.Messages(request) : Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key")));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl, credentials: "\"env:QUOTED\""), environment: new() { ["QUOTED"] = "\"sk-quoted-0123456789-abc\"" });

        Assert.Contains("take the quotes out", checkup["auth"], StringComparison.Ordinal);
        Assert.StartsWith("skipped: ", checkup["tools"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPath_PointsToBaseUrlAndPath()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(_ => Reply.Json(404, """{"error":"Not Found"}"""));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", $"{provider.BaseUrl}/api"));

        Assert.Equal(1, checkup.Code);
        Assert.StartsWith("skipped: ", checkup["auth"], StringComparison.Ordinal);
        Assert.Contains($"HTTP 404 at {provider.BaseUrl}/api/v1/chat/completions", checkup["message"], StringComparison.Ordinal);
        Assert.Contains("\"providers.p.baseUrl\"", checkup["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageInPlaceOfAnAnswer_PointsToTheAddress()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(_ => Reply.Html(200));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl));

        Assert.Contains("something that is no message", checkup["message"], StringComparison.Ordinal);
        Assert.Contains("\"providers.p.baseUrl\"", checkup["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProviderThatDoesNotCount_IsUnsupportedOnly()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Count ? Reply.Json(404, Samples.Error("not_found_error", "no")) : Checkup.Messages(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl));

        Assert.Equal(0, checkup.Code);
        Assert.Equal("unsupported: does not count (HTTP 404); the gateway estimates", checkup["count"]);
    }

    [Fact]
    public async Task OverflowInUnknownWords_Fails_AndIsOnlyAskedWhenDeep()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Overflow ? Reply.Json(400, ChatSamples.Error("Too much of everything.")) : Checkup.Chat(request));

        Checkup plain = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));
        Checkup deep = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl), deep: true);

        Assert.Equal(0, plain.Code);
        Assert.StartsWith("skipped: ", plain["overflow"], StringComparison.Ordinal);
        Assert.Equal(1, deep.Code);
        Assert.Contains("words that Claude Code does not act on", deep["overflow"], StringComparison.Ordinal);
        Assert.Contains("Too much of everything.", deep["overflow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PromptBeyondTheWindowThatIsAnswered_IsToldAsCut()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request => Checkup.Wants(request) == Want.Overflow ? Reply.Json(200, ChatSamples.Completion()) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl), deep: true);

        Assert.StartsWith("unsupported: answered a prompt of about 1200k tokens", checkup["overflow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneTokenThatIsTooFew_IsSaid_AndTheRestIsLookedAt()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(request =>
            Checkup.Wants(request) == Want.Whole ? Reply.Json(400, ChatSamples.Error("Invalid 'max_tokens': integer below minimum value. Expected a value >= 16.")) : Checkup.Chat(request));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl));

        Assert.Equal(1, checkup.Code);
        Assert.StartsWith("ok: ", checkup["auth"], StringComparison.Ordinal);
        Assert.Contains("\"minOutputTokens\": 16", checkup["message"], StringComparison.Ordinal);
        Assert.StartsWith("ok: ", checkup["stream"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task UsersOwnKeys_AreNotTried()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(Checkup.Messages);

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl, credentials: "\"client\""));

        Assert.Equal(0, checkup.Code);
        Assert.StartsWith("skipped: users bring their own keys", checkup["auth"], StringComparison.Ordinal);
        Assert.DoesNotContain(provider.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task ProviderWithoutACredential_Fails()
    {
        await using FakeProvider provider = await Checkup.AskedAsync(Checkup.Messages);

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl, credentials: "\"env:NOT_SET\""));

        Assert.Equal(1, checkup.Code);
        Assert.Contains("env:NOT_SET", checkup["auth"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task DemoModel_NeedsNoNetwork()
    {
        Checkup checkup = await Checkup.OfAsync(TestGateway.Config(""" "providers": { "demo": { "preset": "demo" } }, "tiers": { "default": "demo/instant" } """));

        Assert.Equal(0, checkup.Code);
        Assert.StartsWith("skipped: ", checkup["dns"], StringComparison.Ordinal);
        Assert.StartsWith("ok: ", checkup["tools"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedModel_ChoosesWhoIsAskedAndForWhat()
    {
        await using FakeProvider one = await Checkup.AskedAsync(Checkup.Messages);
        await using FakeProvider two = await Checkup.AskedAsync(Checkup.Messages);
        string config = TestGateway.Config($$"""
            "providers": { "one": { "style": "anthropic", "baseUrl": "{{one.BaseUrl}}", "credentials": ["none"] }, "two": { "style": "anthropic", "baseUrl": "{{two.BaseUrl}}", "credentials": ["none"] } },
            "models": { "first": { "targets": ["one/m1"] }, "second": { "targets": ["two/m2"] } }, "tiers": { "default": "first" }
            """);

        Checkup byName = await Checkup.OfAsync(config, model: "second");
        Checkup literal = await Checkup.OfAsync(config, model: "m9", providers: ["one"]);
        Checkup unknown = await Checkup.OfAsync(config, model: "m9");

        Assert.Equal("two", (string?)Assert.Single(byName.Json["providers"]!.AsArray())!["name"]);
        Assert.Equal("m2", (string?)byName.Json["providers"]![0]!["model"]);
        Assert.Equal("m9", (string?)literal.Json["providers"]![0]!["model"]);
        Assert.Equal(2, unknown.Code);
        Assert.Contains("nothing here is called \"m9\"", unknown.Error, StringComparison.Ordinal);
        Assert.Empty(unknown.Output);
    }
}
