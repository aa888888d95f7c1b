using System.Collections.Immutable;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Which beta belongs to which part of a request. A part without its beta is refused (<c>Extra inputs are not permitted</c>), and a provider that
/// knows the part not has no use for the beta. Betas that change no part of a request (<c>claude-code-</c>, <c>context-1m-</c>) stand nowhere here.
/// </summary>
internal static class BetaPairs
{
    /// <summary>All pairs; docs/switching.md shows them.</summary>
    public static ImmutableArray<BetaPair> All { get; } =
    [
        new("context-management-", ["context_management"]),
        new("compact-", ["context_management"], IsNeeded: false),
        new("effort-", ["output_config.effort"]),
        new("task-budgets-", ["output_config.task_budget"]),
        new("structured-outputs-", ["output_format", "output_config.format", "tools.strict"]),
        new("per-turn-control-", ["messages.output_config"]),
        new("interleaved-thinking-", ["thinking"], IsNeeded: false),
        new("adaptive-thinking-", ["thinking"], IsNeeded: false),
        new("redact-thinking-", ["thinking"], IsNeeded: false),
        new("thinking-", ["thinking"], IsNeeded: false),
        new("extended-cache-ttl-", [RemovedParts.CacheTtl]),
        new("prompt-caching-scope-", [RemovedParts.CacheScope]),
        new("advanced-tool-use-", ["tools.defer_loading", "tools.input_examples", "tools.allowed_callers"]),
        new("tool-search-tool-", ["tools.defer_loading"]),
        new("tool-examples-", ["tools.input_examples"]),
        new("fine-grained-tool-streaming-", ["tools.eager_input_streaming"], IsNeeded: false),
        new("mid-conversation-tool-changes-", [RemovedParts.ServerTools], IsNeeded: false),
        new("web-search-", [RemovedParts.ServerTools], IsNeeded: false),
        new("web-fetch-", [RemovedParts.ServerTools], IsNeeded: false),
        new("code-execution-", [RemovedParts.ServerTools], IsNeeded: false),
        new("computer-use-", [RemovedParts.ServerTools], IsNeeded: false),
        new("advisor-tool-", [RemovedParts.ServerTools], IsNeeded: false),
        new("mcp-client-", ["mcp_servers"]),
        new("skills-", ["container"]),
        new("server-side-fallback-", ["fallbacks"]),
        new("fallback-credit-", ["fallback_credit_token"]),
        new("cache-diagnosis-", ["diagnostics"]),
        new("fast-mode-", ["speed"]),
        new("afk-mode-", ["safeguards"], IsNeeded: false),
        new("dangerous-tool-use-", ["safeguards"]),
    ];

    /// <summary>What belongs to a beta; null when nothing does.</summary>
    public static BetaPair? Find(string beta) => All.FirstOrDefault(pair => beta.StartsWith(pair.Beta, StringComparison.OrdinalIgnoreCase));
}
