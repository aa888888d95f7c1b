using System.Collections.Immutable;

namespace Router.Core.Configuration;

/// <summary>One entry of <c>models</c>: a public name or a pattern with <c>*</c>, and where it goes.</summary>
public sealed record ModelConfig
{
    /// <summary>The public name or pattern.</summary>
    public required string Name { get; init; }

    /// <summary>The name that people see; null for the name itself.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The model name that answers carry, where they carry one of the gateway's; null for the one that was asked for.</summary>
    public string? AnswerAs { get; init; }

    /// <summary>The targets, at least one.</summary>
    public required ImmutableArray<TargetConfig> Targets { get; init; }

    /// <summary>How targets are chosen. Default ordered.</summary>
    public RouteStrategy Strategy { get; init; }

    /// <summary>The longest output in tokens; null when unknown.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The context window in tokens; null when unknown.</summary>
    public long? ContextWindow { get; init; }

    /// <summary>The effort to ask for; null leaves the client's.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Tools taken out of requests, by their exact names.</summary>
    public ImmutableArray<string> RemoveTools { get; init; } = [];

    /// <summary>Top-level body fields set on every request, over the provider's: name and raw JSON.</summary>
    public ImmutableDictionary<string, string> ExtraBody { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Headers set on every request, over the provider's.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The price; null for the built-in table's.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>How the response cache takes part: <c>off</c>, <c>prefix</c> or <c>full</c>; null for what <c>cache.mode</c> says.</summary>
    public string? CacheMode { get; init; }

    /// <summary>How long its answers are kept; null for what <c>cache.ttl</c> says.</summary>
    public TimeSpan? CacheTtl { get; init; }

    /// <summary>Whether the name is a pattern.</summary>
    public bool IsPattern => Name.Contains('*', StringComparison.Ordinal);
}
