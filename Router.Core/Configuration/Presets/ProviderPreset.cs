using System.Collections.Immutable;

namespace Router.Core.Configuration.Presets;

/// <summary>A provider that the gateway knows by name.</summary>
public sealed record ProviderPreset
{
    /// <summary>The name in <c>"preset"</c>, also the provider's name when it is configured from the environment.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that people use for it.</summary>
    public ImmutableArray<string> OtherNames { get; init; } = [];

    /// <summary>The dialect.</summary>
    public required ProviderStyle Style { get; init; }

    /// <summary>The default base URL; null when every account has its own.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>
    /// The default base URL of the other dialect (chat completions of an Anthropic-style preset, messages of an OpenAI-style one), used when
    /// <c>"style"</c> asks for it; null when it is the same, or there is none.
    /// </summary>
    public string? OtherBaseUrl { get; init; }

    /// <summary>The variables that hold a key, the usual one first.</summary>
    public ImmutableArray<string> KeyVariables { get; init; } = [];

    /// <summary>The variables that hold another base URL for the preset's own dialect, the usual one first.</summary>
    public ImmutableArray<string> BaseUrlVariables { get; init; } = [];

    /// <summary>How the key is sent.</summary>
    public AuthScheme Auth { get; init; } = AuthScheme.Bearer;

    /// <summary>The path below the base URL; null for the dialect's own.</summary>
    public string? Path { get; init; }

    /// <summary>Query parameters of every request.</summary>
    public ImmutableDictionary<string, string> Query { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Body fields that it can't take.</summary>
    public ImmutableHashSet<string> RemoveFields { get; init; } = [];

    /// <summary>Betas that it can't take.</summary>
    public ImmutableHashSet<string> RemoveBetas { get; init; } = [];

    /// <summary>Whether it takes the lifetime and scope of cache marks, though it is not Anthropic.</summary>
    public bool CacheOptions { get; init; }

    /// <summary>Whether it takes Anthropic's own tools and deferred ones, though it is not Anthropic.</summary>
    public bool ServerTools { get; init; }

    /// <summary>Its models that get a default alias.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>Where the tiers go when this provider is the first that has a key: opus, sonnet, haiku; <c>*</c> is the name as asked.</summary>
    public (string Opus, string Sonnet, string Haiku)? Tiers { get; init; }

    /// <summary>Whether a style is the preset's own dialect: messages in either style of them, or chat completions.</summary>
    public bool Speaks(ProviderStyle style) => (style == ProviderStyle.OpenAi) == (Style == ProviderStyle.OpenAi);

    /// <summary>The default base URL for a style.</summary>
    public string? BaseUrlFor(ProviderStyle style) => Speaks(style) ? BaseUrl : OtherBaseUrl ?? BaseUrl;

    /// <summary>The public alias of one of its models: <c>claude-</c> and the model, since Claude Code's picker shows only names with "claude".</summary>
    public static string AliasOf(string model) => model.StartsWith("claude-", StringComparison.Ordinal) ? model : $"claude-{model}";
}
