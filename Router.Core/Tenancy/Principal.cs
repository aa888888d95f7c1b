using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Routing;

namespace Router.Core.Tenancy;

/// <summary>Who sends a request.</summary>
/// <param name="Kind">What the key opens.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Team">The team; null for none.</param>
/// <param name="User">The user.</param>
/// <param name="KeyId">The key's public id; never its secret.</param>
/// <param name="Models">Public model names or patterns that it may use.</param>
public sealed record Principal(PrincipalKind Kind, string Tenant, string? Team, string User, string KeyId, ImmutableArray<string> Models)
{
    /// <summary>Who acts with the admin key: nobody in particular, and no user can be called so.</summary>
    public const string AdminKeyUser = "(admin key)";

    /// <summary>Anyone on this machine, under open access.</summary>
    public static Principal Anonymous { get; } = new(PrincipalKind.Client, "default", null, "anonymous", "none", ["*"]);

    /// <summary>What the user may do besides using models. Keys of router.json are members', an admin key is an admin's.</summary>
    public Role Role { get; init; } = Kind == PrincipalKind.Admin ? Role.Admin : Role.Member;

    /// <summary>Names or patterns of providers that it may use. Default all.</summary>
    public ImmutableArray<string> Providers { get; init; } = ["*"];

    /// <summary>The key's own rate limits. Default none.</summary>
    public ProviderLimits Limits { get; init; } = new(null, null, null);

    /// <summary>The key's own budget. Default none.</summary>
    public BudgetConfig? Budget { get; init; }

    /// <summary>Whether it may use a public model name.</summary>
    public bool MayUse(string model) => Models.Any(pattern => NamePattern.Matches(pattern, model));

    /// <summary>Whether it may use a provider.</summary>
    public bool MayUseProvider(string provider) => Providers.Any(pattern => NamePattern.Matches(pattern, provider));
}
