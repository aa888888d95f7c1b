using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Api.Spend;
using Router.Api.State;
using Router.Api.Telemetry;
using Router.Api.Upstream;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Tenancy;

namespace Router.Api.Configuration;

/// <summary>Everything that follows from one version of the configuration. Immutable: a reload makes a new one and swaps it in whole.</summary>
internal sealed record RouterSnapshot(
    RouterConfig Config, string Hash, RouteTable Routes, KeyRing Keys, FileKeyIds KeyIds, FrozenDictionary<string, ProviderClient> Providers, DateTimeOffset LoadedAt)
{
    /// <summary>The limits and budgets that the file names.</summary>
    public FileLimits Limits { get; } = new(Config, KeyIds);

    /// <summary>What targets cost.</summary>
    public TargetPrices Prices { get; } = new(Config);

    /// <summary>The level of the log; null when the file says none.</summary>
    public LogLevel? LogLevel { get; } = Config.LogLevel is { } level ? LogLevelText.Read(level) : null;

    /// <summary>The client keys that the first start made, as the state folder keeps them.</summary>
    public ImmutableArray<StoredKey> FirstKeys { get; init; } = [];

    /// <summary>Why nobody can sign in, and what to do; null when somebody can, by a key that was made since too.</summary>
    public string? SignInProblem
    {
        get => Keys.HasClientKeys ? null : field;
        init;
    }

    /// <summary>Why keys that were kept open nothing, and what to do; null when they do, or there are none.</summary>
    public string? KeptKeysProblem { get; init; }
}
