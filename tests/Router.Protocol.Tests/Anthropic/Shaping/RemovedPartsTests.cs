using Router.Protocol.Anthropic.Shaping;

namespace Router.Protocol.Tests.Anthropic.Shaping;

/// <summary>Pitfall 50: a field without its beta is refused, so they go together, whichever of them is named.</summary>
public sealed class RemovedPartsTests
{
    [Theory]
    [InlineData("context_management", "context-management-2025-06-27")]
    [InlineData("context_management", "compact-2026-01-12")]
    [InlineData("output_config", "effort-2025-11-24")]
    [InlineData("output_config.effort", "effort-2025-11-24")]
    [InlineData("messages.output_config", "per-turn-control-2026-07-01")]
    [InlineData("thinking", "interleaved-thinking-2025-05-14")]
    [InlineData("thinking", "thinking-token-count-2026-05-13")]
    [InlineData("tools.eager_input_streaming", "fine-grained-tool-streaming-2025-05-14")]
    [InlineData("fallbacks", "server-side-fallback-2026-07-01")]
    [InlineData("diagnostics", "cache-diagnosis-2026-04-07")]
    [InlineData("safeguards", "dangerous-tool-use-2026-09-03")]
    public void Beta_GoesWithItsPart(string part, string beta)
    {
        Assert.True(Removed([part]).Drops(beta));
        Assert.False(Removed([]).Drops(beta));
        Assert.False(Removed(["something"]).Drops(beta));
    }

    [Theory]
    [InlineData("context-management-2025-06-27", "context_management")]
    [InlineData("effort-2025-11-24", "output_config.effort")]
    [InlineData("structured-outputs-2025-11-13", "tools.strict")]
    [InlineData("structured-outputs-2025-11-13", "output_format")]
    [InlineData("structured-outputs-2025-11-13", "output_config.format")]
    [InlineData("per-turn-control-2026-07-01", "messages.output_config")]
    [InlineData("extended-cache-ttl-2025-04-11", RemovedParts.CacheScope)]
    [InlineData("prompt-caching-scope-2026-01-05", RemovedParts.CacheTtl)]
    [InlineData("advanced-tool-use-2025-11-20", RemovedParts.ServerTools)]
    [InlineData("mcp-client-2025-11-20", "mcp_servers")]
    [InlineData("fast-mode-2026-02-01", "speed")]
    public void Part_GoesWithTheBetaThatItNeeds(string beta, string part)
    {
        Assert.True(Removed([], [beta]).Has(part));
        Assert.True(Removed([], [beta]).Drops(beta));
        Assert.False(Removed([]).Has(part));
    }

    [Theory]
    [InlineData("interleaved-thinking-2025-05-14", "thinking")]
    [InlineData("claude-code-20250219", "system")]
    [InlineData("fine-grained-tool-streaming-2025-05-14", "tools.eager_input_streaming")]
    public void Part_ThatNeedsNoBeta_Stays(string beta, string part)
    {
        Assert.False(Removed([], [beta]).Has(part));
        Assert.True(Removed([], [beta]).Drops(beta));
    }

    [Fact]
    public void BetasOfWhatIsReduced_GoAsWell()
    {
        var removed = RemovedParts.Of(new HashSet<string>(), new HashSet<string>(), cacheOptions: false, serverTools: false);

        Assert.All((string[])["extended-cache-ttl-2025-04-11", "prompt-caching-scope-2026-01-05", "advanced-tool-use-2025-11-20", "web-fetch-2025-09-10", "mcp-client-2025-11-20", "mid-conversation-tool-changes-2026-07-01"], beta => Assert.True(removed.Drops(beta), beta));
        Assert.All((string[])["claude-code-20250219", "effort-2025-11-24", "context-1m-2025-08-07", "interleaved-thinking-2025-05-14", "mid-conversation-system-2026-04-07"], beta => Assert.False(removed.Drops(beta), beta));
        Assert.Equal(["container", "mcp_servers"], removed.Fields.Order(StringComparer.Ordinal));
    }

    /// <summary>When it fails, put the expected table into the page.</summary>
    [Fact]
    public void Page_ShowsEveryPair()
    {
        using Stream stream = typeof(RemovedPartsTests).Assembly.GetManifestResourceStream("switching.md")!;
        using var reader = new StreamReader(stream);
        string page = reader.ReadToEnd();
        string table = string.Join('\n', BetaPairs.All.Select(pair => $"| `{pair.Beta}…` | {string.Join(", ", pair.Parts.Select(Named))} | {(pair.IsNeeded ? "yes" : "no")} |"));

        Assert.Contains($"| beta | belongs to | needs it |\n|---|---|---|\n{table}\n\n", page, StringComparison.Ordinal);
    }

    private static string Named(string part) => part switch
    {
        RemovedParts.CacheTtl => "`ttl` of `cache_control`",
        RemovedParts.CacheScope => "`scope` of `cache_control`",
        RemovedParts.ServerTools => "server tools",
        _ => $"`{part}`",
    };

    private static RemovedParts Removed(string[] parts, string[]? betas = null) =>
        RemovedParts.Of(parts.ToHashSet(StringComparer.Ordinal), (betas ?? []).ToHashSet(StringComparer.Ordinal), cacheOptions: true, serverTools: true);
}
