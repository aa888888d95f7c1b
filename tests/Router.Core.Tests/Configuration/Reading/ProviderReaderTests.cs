using System.Text.Json;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Secrets;
using Router.Protocol.Anthropic.Shaping;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class ProviderReaderTests
{
    [Theory]
    [InlineData("native", ProviderStyle.Native, AuthScheme.XApiKey)]
    [InlineData("anthropic", ProviderStyle.Compatible, AuthScheme.Bearer)]
    [InlineData("openai", ProviderStyle.OpenAi, AuthScheme.Bearer)]
    public void Style_DecidesTheUsualAuth(string style, ProviderStyle expected, AuthScheme auth)
    {
        ProviderConfig provider = Loaded.Provider($$""" "style": "{{style}}", "baseUrl": "http://x/v1" """);

        Assert.Equal((expected, auth), (provider.Style, provider.Auth));
        Assert.Empty(provider.Credentials);
    }

    [Theory]
    [InlineData("bearer", AuthScheme.Bearer)]
    [InlineData("x-api-key", AuthScheme.XApiKey)]
    [InlineData("api-key", AuthScheme.ApiKey)]
    [InlineData("none", AuthScheme.None)]
    public void Auth_IsTakenAsWritten(string auth, AuthScheme expected) =>
        Assert.Equal(expected, Loaded.Provider($$""" "preset": "openai", "auth": "{{auth}}" """).Auth);

    [Fact]
    public void Preset_IsOverriddenKeyByKey()
    {
        ProviderConfig provider = Loaded.Provider(
            """ "preset": "AZURE-openai", "baseUrl": "https://me.example/openai", "style": "anthropic", "path": "/v2/messages", "query": { "api-version": "9" }, "removeFields": ["x"], "removeBetas": [] """);

        Assert.Equal(("azure", ProviderStyle.Compatible, "v2/messages", AuthScheme.ApiKey), (provider.Preset, provider.Style, provider.Path, provider.Auth));
        Assert.Equal("9", provider.Query["api-version"]);
        Assert.Equal(["x"], provider.RemoveFields);
        Assert.Empty(provider.RemoveBetas);
        Assert.Equal("env:AZURE_OPENAI_API_KEY", Assert.Single(provider.Credentials).ToString());
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData(", \"cacheOptions\": true", true, false)]
    [InlineData(", \"serverTools\": true", false, true)]
    public void WhatOnlyAnthropicTakes_IsNotSentUnlessAskedFor(string keys, bool cacheOptions, bool serverTools)
    {
        ProviderConfig provider = Loaded.Provider($$""" "preset": "glm"{{keys}} """);

        Assert.Equal((cacheOptions, serverTools), (provider.CacheOptions, provider.ServerTools));
    }

    [Theory]
    [InlineData("native", "", null, 20, 2_000)]
    [InlineData("native", """, "imageLimits": {} """, null, null, null)]
    [InlineData("native", """, "imageLimits": { "most": 100 } """, 100, null, null)]
    [InlineData("anthropic", "", null, null, null)]
    [InlineData("openai", """, "imageLimits": { "most": 5, "many": 3, "edge": 1000 } """, 5, 3, 1_000)]
    public void ImageLimits_AreAnthropicsForAnthropicOnly_UnlessWritten(string style, string keys, int? most, int? many, int? edge) =>
        Assert.Equal(new ImageLimits(most, many, edge), Loaded.Provider($$""" "style": "{{style}}", "baseUrl": "http://x"{{keys}} """).LimitsOfImages());

    [Fact]
    public void Native_RemovesNothing_AndOthersWhatTheyAreSaidNotToTake()
    {
        Assert.Empty(Loaded.Provider(""" "preset": "anthropic" """).RemovedParts().Fields);
        Assert.False(Loaded.Provider(""" "preset": "anthropic" """).RemovedParts().Drops("advanced-tool-use-2025-11-20"));
        Assert.Equal(["container", "context_management", "mcp_servers"], Loaded.Provider(""" "preset": "glm" """).RemovedParts().Fields.Order());
        Assert.True(Loaded.Provider(""" "preset": "glm" """).RemovedParts().Drops("advanced-tool-use-2025-11-20"));
    }

    /// <summary>It is asked for with every request.</summary>
    [Fact]
    public void RemovedParts_ArePutTogetherOnce()
    {
        ProviderConfig glm = Loaded.Provider(""" "preset": "glm" """);
        Assert.Same(glm.RemovedParts(), glm.RemovedParts());
        Assert.Same(glm.RemovedParts().MembersOf("tools"), glm.RemovedParts().MembersOf("tools"));
        Assert.Equal(["allowed_callers", "defer_loading", "input_examples"], glm.RemovedParts().MembersOf("tools").Order());
        Assert.Same(RemovedParts.None, Loaded.Provider(""" "preset": "anthropic" """).RemovedParts());

        // Another configuration is another provider.
        Assert.Contains("x", (glm with { RemoveFields = ["x"] }).RemovedParts().Fields);
        Assert.Equal(glm, glm with { });
    }

    [Fact]
    public void ProviderWithAuthNone_NeedsNoCredential() =>
        Assert.Equal(SecretKind.None, Assert.Single(Loaded.Provider(""" "style": "openai", "baseUrl": "http://x", "auth": "none" """).Credentials).Kind);

    [Theory]
    [InlineData("{}", "needs \"preset\", or \"style\" (native, anthropic or openai) and \"baseUrl\"")]
    [InlineData("{ \"style\": \"openai\" }", "needs \"baseUrl\", for example \"https://api.example.com/v1\"")]
    [InlineData("{ \"preset\": \"azure\" }", "needs \"baseUrl\", for example \"https://api.example.com/v1\", or the environment variable AZURE_OPENAI_BASE_URL")]
    [InlineData("{ \"preset\": \"anthropic\", \"removeFields\": [\"x\"] }", "a native provider gets the client's bytes unchanged; use \"style\": \"anthropic\" to remove fields or betas")]
    [InlineData("{ \"preset\": \"openai\", \"extraBody\": { \"model\": \"x\" } }", "\"model\" can't stand in extraBody or removeFields: the gateway sets it for every request")]
    [InlineData("{ \"preset\": \"openai\", \"removeFields\": [\"stream\"] }", "\"stream\" can't stand in extraBody or removeFields: the gateway sets it for every request")]
    [InlineData("{ \"preset\": \"glm\", \"removeFields\": [\"metadata.user_id\"] }", "\"metadata.user_id\" can't stand in removeFields: name a top-level field, or a member as \"tools.strict\", \"output_config.effort\" or \"messages.output_config\"")]
    public void ProviderThatCannotWork_IsToldWhatItNeeds(string provider, string text) =>
        Assert.Contains(new ConfigProblem("providers.p", text), Loaded.Result($$"""{ "providers": { "p": {{provider}} } }""").Errors);

    [Fact]
    public void ImageLimitOfHalf_IsRefused() =>
        Assert.StartsWith("\"many\" and \"edge\" belong together", Loaded.Problem("""{ "providers": { "p": { "preset": "openai", "imageLimits": { "many": 3 } } } }""").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    public void NameThatTargetsCannotHold_IsRefused(string name) =>
        Assert.Contains("targets are split there", Loaded.Problem($$"""{ "providers": { "{{name}}": { "preset": "openai" } } }""").Text, StringComparison.Ordinal);

    [Fact]
    public void ExtraBody_KeepsItsJson()
    {
        ProviderConfig provider = Loaded.Provider(""" "preset": "openai", "extraBody": { "n": 1.50, "o": { "a": [true, null, "x\n"] }, "s": "é" } """);

        Assert.Equal("1.50", provider.ExtraBody["n"]);
        Assert.Equal("x\n", JsonDocument.Parse(provider.ExtraBody["o"]).RootElement.GetProperty("a")[2].GetString());
        Assert.Equal("é", JsonDocument.Parse(provider.ExtraBody["s"]).RootElement.GetString());
    }

    [Fact]
    public void CommentsInsideExtraBody_DoNotReachTheProvider()
    {
        ProviderConfig provider = Loaded.Provider(""" "preset": "openai", "extraBody": { "o": { /* why */ "a": [1, 2,], }, } """);

        using var document = JsonDocument.Parse(provider.ExtraBody["o"]);
        Assert.Equal(2, document.RootElement.GetProperty("a").GetArrayLength());
    }

    [Theory]
    [InlineData("a\\nb")]
    [InlineData("a\\u000ab")]
    [InlineData("a\\r")]
    [InlineData("a\\u0000")]
    [InlineData("grüße")]
    public void HeaderValueThatHttpCannotCarry_IsRefused(string value) =>
        Assert.Equal("providers.p.headers.X-A", Loaded.Problem($$"""{ "providers": { "p": { "preset": "openai", "headers": { "X-A": "{{value}}" } } } }""").Key);

    [Theory]
    [InlineData("a\\\\nb", "a\\nb")]
    [InlineData("a\\tb", "a\tb")]
    [InlineData("Mozilla/5.0 (x; y)", "Mozilla/5.0 (x; y)")]
    public void HeaderValueOfOneLine_IsTaken(string json, string value) =>
        Assert.Equal(value, Loaded.Provider($$""" "preset": "openai", "headers": { "X-A": "{{json}}" } """).Headers["X-A"]);

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("content-length")]
    [InlineData("Content-Encoding")]
    [InlineData("Content-Anything")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    [InlineData("HOST")]
    [InlineData("Expect")]
    [InlineData("Upgrade")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Keep-Alive")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Accept-Encoding")]
    [InlineData("X-Router-Hop")]
    public void HeaderOfHttpOrTheGateway_IsRefusedByName(string name) =>
        Assert.Equal(
            $"providers.p.headers.{name}: \"{name}\" is set by HTTP or by the gateway and can't be set here; remove it",
            Loaded.Problem($$"""{ "providers": { "p": { "preset": "openai", "headers": { "{{name}}": "x" } } } }""").ToString());

    [Theory]
    [InlineData("Accept")]
    [InlineData("Authorization")]
    [InlineData("User-Agent")]
    [InlineData("anthropic-version")]
    [InlineData("X-Team")]
    public void OtherHeader_IsTaken(string name) =>
        Assert.Equal("x", Loaded.Provider($$""" "preset": "openai", "headers": { "{{name}}": "x" } """).Headers[name]);

    [Theory]
    [InlineData("connect")]
    [InlineData("firstByte")]
    [InlineData("idle")]
    public void TimeoutBeyondWhatTimersTake_IsRefused(string name) =>
        Assert.Equal($"providers.p.timeouts.{name}", Loaded.Problem($$"""{ "providers": { "p": { "preset": "openai", "timeouts": { "{{name}}": "60d" } } } }""").Key);

    [Fact]
    public void BaseUrlOfANamedService_IsForHostsThatLookItUp()
    {
        const string Json = """{ "providers": { "o": { "style": "openai", "baseUrl": "https+http://ollama/v1" } } }""";
        Assert.Equal(
            ("providers.o.baseUrl", "names the service \"ollama\", which only a fleet can look up; write its address, such as \"http://127.0.0.1:11434\""),
            (Loaded.Problem(Json).Key, Loaded.Problem(Json).Text));
        ConfigResult known = new ConfigLoader(Loaded.Environment()) { KnowsServices = true }.Load(System.Text.Encoding.UTF8.GetBytes(Json), Loaded.Folder);
        Assert.Equal("https+http://ollama/v1", Loaded.Good(known).Providers[0].BaseUrl.AbsoluteUri);
    }
}
