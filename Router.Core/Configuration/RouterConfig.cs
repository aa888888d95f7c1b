using System.Collections.Immutable;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Configuration;

/// <summary>The whole configuration: immutable, validated, with the environment's overrides applied.</summary>
public sealed record RouterConfig
{
    /// <summary>Where to listen when neither the command line nor the environment says so.</summary>
    public const string DefaultListen = "http://127.0.0.1:8787";

    /// <summary>The address from the file; null when it names none.</summary>
    public string? Listen { get; init; }

    /// <summary>Who may use the gateway.</summary>
    public AccessMode Access { get; init; }

    /// <summary>Host names, besides loopback's, under which clients reach a gateway that listens on loopback (behind a reverse proxy, say).</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Reverse proxies that are believed where a request comes from. Default none.</summary>
    public ImmutableArray<TrustedProxy> Proxies { get; init; } = [];

    /// <summary>The state folder, as an absolute path.</summary>
    public required string State { get; init; }

    /// <summary>The master key, from which the keys that hash and seal are derived.</summary>
    public required SecretReference MasterKey { get; init; }

    /// <summary>Master keys of before, which open what is still sealed under them until it is sealed under <see cref="MasterKey"/>. Default none.</summary>
    public ImmutableArray<SecretReference> FormerMasterKeys { get; init; } = [];

    /// <summary>The providers, in the order of the file.</summary>
    public ImmutableArray<ProviderConfig> Providers { get; init; } = [];

    /// <summary>The models, in the order of the file.</summary>
    public ImmutableArray<ModelConfig> Models { get; init; } = [];

    /// <summary>The tiers.</summary>
    public TierConfig Tiers { get; init; } = new(null, null, null, null);

    /// <summary>Whether answers carry the model name that the client asked for. Default true.</summary>
    public bool RewriteModel { get; init; } = true;

    /// <summary>How long the status line is held while there is no content, 100 ms to 24 h. Default 15 s.</summary>
    public TimeSpan CommitAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Client keys of the file.</summary>
    public ImmutableArray<ClientKeyConfig> Keys { get; init; } = [];

    /// <summary>Limits of tenants, teams and users, in the order of the file.</summary>
    public ImmutableArray<TenantConfig> Tenants { get; init; } = [];

    /// <summary>Prices over the built-in table's, in the order in which they are asked: the first that fits holds.</summary>
    public ImmutableArray<PriceConfig> Prices { get; init; } = [];

    /// <summary>What to change of the price of models that nobody knows; null for nothing.</summary>
    public ModelPrice? UnknownPrice { get; init; }

    /// <summary>Spend; null when the file says nothing about it.</summary>
    public SpendConfig? Spend { get; init; }

    /// <summary>Cache.</summary>
    public CacheConfig Cache { get; init; } = new();

    /// <summary>Reasoning.</summary>
    public ReasoningConfig Reasoning { get; init; } = new();

    /// <summary>Retention.</summary>
    public RetentionConfig Retention { get; init; } = RetentionConfig.Default;

    /// <summary>The least level of log lines: trace, debug, info, warning or error; null for the default, info.</summary>
    public string? LogLevel { get; init; }

    /// <summary>The admin key; null when none is configured.</summary>
    public SecretReference? AdminKey { get; init; }

    /// <summary>The provider of that name; null when there is none.</summary>
    public ProviderConfig? FindProvider(string name) => Providers.FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.Ordinal));
}
