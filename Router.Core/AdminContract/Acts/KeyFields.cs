using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract.Acts;

/// <summary>What shall be set of a key; the rest stays, or is what it is by default.</summary>
public sealed record KeyFields
{
    /// <summary>Its name.</summary>
    public Given<string?> Name { get; init; }

    /// <summary>It opens until then.</summary>
    public Given<DateTimeOffset?> Expires { get; init; }

    /// <summary>Public model names or patterns; null leaves them. Default of a new one: all.</summary>
    public ImmutableArray<string>? Models { get; init; }

    /// <summary>Names or patterns of providers; null leaves them. Default of a new one: all.</summary>
    public ImmutableArray<string>? Providers { get; init; }

    /// <summary>Addresses and networks that it may be used from; null leaves them. Default of a new one: everywhere.</summary>
    public ImmutableArray<string>? Networks { get; init; }

    /// <summary>Its rate limits.</summary>
    public Given<ProviderLimits?> Limits { get; init; }

    /// <summary>Its budget.</summary>
    public Given<BudgetConfig?> Budget { get; init; }

    /// <summary>Whether limits or a budget are set, which not everybody may who manages the rest.</summary>
    public bool HasBounds => Limits.IsGiven || Budget.IsGiven;

    /// <summary>The settings with what is set.</summary>
    public KeySettings Over(KeySettings present) => new()
    {
        Name = Name.Or(present.Name),
        Expires = Expires.Or(present.Expires),
        Rules = present.Rules with
        {
            Models = Models ?? present.Rules.Models,
            Providers = Providers ?? present.Rules.Providers,
            Networks = Networks ?? present.Rules.Networks,
            Limits = Limits.Or(present.Rules.Limits),
            Budget = Budget.Or(present.Rules.Budget),
        },
    };
}
