using System.Collections.Immutable;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Configuration;

/// <summary>One client key of router.json.</summary>
public sealed record ClientKeyConfig
{
    /// <summary>Its place in <c>keys</c>, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The key.</summary>
    public required SecretReference Key { get; init; }

    /// <summary>Whose it is.</summary>
    public required string User { get; init; }

    /// <summary>The user's team; null for none.</summary>
    public string? Team { get; init; }

    /// <summary>The tenant. Default "default".</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>Public model names or patterns that it may use. Default all.</summary>
    public ImmutableArray<string> Models { get; init; } = ["*"];

    /// <summary>Rate limits.</summary>
    public ProviderLimits Limits { get; init; } = new(null, null, null);

    /// <summary>The budget; null for none.</summary>
    public BudgetConfig? Budget { get; init; }
}
