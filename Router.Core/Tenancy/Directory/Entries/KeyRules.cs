using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Tenancy.Directory;

/// <summary>What a key may be used for. Many keys share one object.</summary>
public sealed record KeyRules
{
    /// <summary>Everything, from everywhere, without limits.</summary>
    public static KeyRules Default { get; } = new();

    /// <summary>Public model names or patterns with <c>*</c>. Default all.</summary>
    public ImmutableArray<string> Models { get; init; } = ["*"];

    /// <summary>Names or patterns of providers. Default all.</summary>
    public ImmutableArray<string> Providers { get; init; } = ["*"];

    /// <summary>Addresses and networks that it may be used from, such as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>. Default everywhere.</summary>
    public ImmutableArray<string> Networks { get; init; } = [];

    /// <summary>Rate limits of this key; null for none.</summary>
    public ProviderLimits? Limits { get; init; }

    /// <summary>The budget of this key; null for none.</summary>
    public BudgetConfig? Budget { get; init; }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(KeyRules? other) =>
        other is not null && Same(Models, other.Models) && Same(Providers, other.Providers) && Same(Networks, other.Networks)
        && Limits == other.Limits && Budget == other.Budget;

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (string part in Models.Concat(Providers).Concat(Networks))
        {
            hash.Add(part, StringComparer.Ordinal);
        }

        hash.Add(Limits);
        hash.Add(Budget);
        return hash.ToHashCode();
    }

    private static bool Same(ImmutableArray<string> left, ImmutableArray<string> right) => left.AsSpan().SequenceEqual(right.AsSpan());
}
