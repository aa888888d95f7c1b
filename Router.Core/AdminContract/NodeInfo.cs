using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.AdminContract;

/// <summary>A node, and the configuration that it has.</summary>
/// <param name="Name">Its name: of a node of a fleet the address where others reach it and when it was started, else the machine's.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Hash">A hash of the configuration in force there; empty without a file.</param>
public sealed record NodeInfo(string Name, string Version, DateTimeOffset Started, string Hash)
{
    /// <summary>The number of the shared configuration that it knows; 0 for none.</summary>
    public long ConfigVersion { get; init; }

    /// <summary>The id of its master key; null where it does not say.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The id of the fleet's master key whose place its own takes: everything sealed under that one was sealed anew. Null for none.</summary>
    public string? Replaces { get; init; }

    /// <summary>When it was heard of last.</summary>
    public DateTimeOffset Seen { get; init; }

    /// <summary>Why the newest configuration that it knows is not in force there; empty when it is.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; init; } = [];
}
