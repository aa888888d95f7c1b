using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Routing;

/// <summary>One place where a message can go.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model's name there.</param>
public sealed record Target(ProviderConfig Provider, string Model)
{
    /// <summary>What the entries of <c>models</c> that lead here say.</summary>
    public TargetTerms Terms { get; init; } = TargetTerms.None;

    /// <summary>
    /// Which target of the route's entry it comes from, from 0. Those of a public name that stands there share one place, and are tried in their own order.
    /// </summary>
    public int Place { get; init; }

    /// <summary>The share of its place under <see cref="RouteStrategy.Weighted"/>, ≥ 1.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Whether it belongs to a lower tier than the one that was asked for. Such targets stand behind all others.</summary>
    public bool IsDowngrade { get; init; }

    /// <summary>Top-level body fields set on every request: the entries' over the provider's.</summary>
    public ImmutableDictionary<string, string> ExtraBody => Terms.ExtraBody.IsEmpty ? Provider.ExtraBody : Provider.ExtraBody.SetItems(Terms.ExtraBody);

    /// <summary><c>provider/model</c></summary>
    public override string ToString() => $"{Provider.Name}/{Model}";
}
