using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Router.Core.Configuration.Secrets;
using Router.Protocol.Anthropic.Shaping;

namespace Router.Core.Configuration;

/// <summary>One provider as configured, preset applied.</summary>
public sealed record ProviderConfig
{
    // Asked for with every attempt. Kept beside the records: two that say the same are equal, whoever was asked.
    private static readonly ConditionalWeakTable<ProviderConfig, RemovedParts> Removed = new();

    /// <summary>The name in router.json and in targets.</summary>
    public required string Name { get; init; }

    /// <summary>The preset that it comes from; null when written out.</summary>
    public string? Preset { get; init; }

    /// <summary>The dialect.</summary>
    public required ProviderStyle Style { get; init; }

    /// <summary>The base URL, http or https, without query.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The path below the base URL with <c>{model}</c> as placeholder; null for the dialect's own.</summary>
    public string? Path { get; init; }

    /// <summary>Credentials, tried in order. Empty: none is configured, and the provider can't be used.</summary>
    public ImmutableArray<SecretReference> Credentials { get; init; } = [];

    /// <summary>How the credential is sent.</summary>
    public AuthScheme Auth { get; init; }

    /// <summary>Headers set on every request.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Query parameters set on every request.</summary>
    public ImmutableDictionary<string, string> Query { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Top-level body fields set on every request: name and raw JSON.</summary>
    public ImmutableDictionary<string, string> ExtraBody { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Top-level body fields that this provider can't take (never for native).</summary>
    public ImmutableHashSet<string> RemoveFields { get; init; } = [];

    /// <summary>Values of <c>anthropic-beta</c> that this provider can't take (never for native).</summary>
    public ImmutableHashSet<string> RemoveBetas { get; init; } = [];

    /// <summary>Whether a compatible provider takes the lifetime and scope of cache marks.</summary>
    public bool CacheOptions { get; init; }

    /// <summary>Whether a compatible provider takes Anthropic's own tools and deferred ones.</summary>
    public bool ServerTools { get; init; }

    /// <summary>How many images one request may hold, and how large; null for what is known of the style.</summary>
    public ImageLimits? ImageLimits { get; init; }

    /// <summary>Rate limits of each credential and family of models, as providers count them.</summary>
    public ProviderLimits Limits { get; init; } = new(null, null, null);

    /// <summary>Who waits when they are used up.</summary>
    public QueueConfig Queue { get; init; } = QueueConfig.Default;

    /// <summary>Timeouts.</summary>
    public ProviderTimeouts Timeouts { get; init; } = new();

    /// <summary>Further attempts at one target after a passing failure, 0 to 10. Default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Whether the provider can stream. Default true.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Whether a 429 cools the credential down. Default true.</summary>
    public bool Cooldown { get; init; } = true;

    /// <summary>Whether failures open a breaker. Default true.</summary>
    public bool Breaker { get; init; } = true;

    /// <summary>What the provider can do.</summary>
    public ProviderCapabilities Capabilities { get; init; } = new();

    /// <summary>What it can't take of an Anthropic request: the fields and betas that are removed, each with what belongs to it. Nothing for native.</summary>
    public RemovedParts RemovedParts() =>
        Style != ProviderStyle.Compatible ? Protocol.Anthropic.Shaping.RemovedParts.None : Removed.GetValue(
            this, static provider => Protocol.Anthropic.Shaping.RemovedParts.Of(provider.RemoveFields, provider.RemoveBetas, provider.CacheOptions, provider.ServerTools));

    /// <summary><see cref="ImageLimits"/>, or those of the style.</summary>
    public ImageLimits LimitsOfImages() => ImageLimits ?? (Style == ProviderStyle.Native ? Protocol.Anthropic.Shaping.ImageLimits.Anthropic : Protocol.Anthropic.Shaping.ImageLimits.None);
}
