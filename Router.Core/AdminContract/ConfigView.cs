using System.Text.Json.Nodes;

namespace Router.Core.AdminContract;

/// <summary>The configuration in force.</summary>
/// <param name="File">The file that it was loaded from; null when it comes from the environment alone.</param>
/// <param name="Hash">A hash of the file; empty without one.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Config">What counts, in the words of router.json. Secrets that stand in it are shown as "(value)", values of headers and of the query as "(hidden)".</param>
public sealed record ConfigView(string? File, string Hash, DateTimeOffset LoadedAt, JsonObject Config)
{
    /// <summary>The version of the configuration that the nodes of a fleet share, 0 while none was pushed and files count; null on a gateway that is alone.</summary>
    public long? Version { get; init; }
}
