using System.Collections.Immutable;

namespace Router.Core.AdminContract.Acts;

/// <summary>A configuration is kept for all nodes.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Hash">A hash of its text.</param>
/// <param name="Nodes">The nodes, as they are with it; one that could not hear of it yet shows the configuration before.</param>
public sealed record ConfigPushed(long Version, string Hash, ImmutableArray<NodeInfo> Nodes)
{
    /// <summary>What works, but perhaps not as meant.</summary>
    public ImmutableArray<Configuration.ConfigProblem> Warnings { get; init; } = [];
}
