using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Routing;

/// <summary>What a model name resolves to.</summary>
/// <param name="Model">The name as the client asked for it.</param>
/// <param name="Entry">The entry of <c>models</c>; null when a tier leads straight to a target.</param>
/// <param name="Targets">The targets in order, at least one; those of lower tiers last.</param>
public sealed record Route(string Model, ModelConfig? Entry, ImmutableArray<Target> Targets)
{
    /// <summary>How the targets are put into order: by their <see cref="Target.Place"/>, weight, price or speed. Those of lower tiers stay behind.</summary>
    public RouteStrategy Strategy => Entry?.Strategy ?? RouteStrategy.Ordered;
}
