using Router.Protocol.Anthropic.Shaping;

namespace Router.Core.Configuration.Reading;

/// <summary>Body fields that configuration can neither set nor remove: the gateway sets them for every request.</summary>
internal static class ReservedFields
{
    private static readonly string[] Names = ["model", "messages", "stream"];

    /// <summary>Refuses each of them that stands among these names.</summary>
    /// <param name="node">Where they stand.</param>
    /// <param name="keys">The keys of router.json that were read, for people.</param>
    /// <param name="names">The names that were read.</param>
    public static void Refuse(ConfigNode node, string keys, IEnumerable<string> names)
    {
        foreach (string name in Names.Intersect(names, StringComparer.Ordinal))
        {
            node.Refuse($"\"{name}\" can't stand in {keys}: the gateway sets it for every request");
        }
    }

    /// <summary>Refuses paths into fields that nothing is taken out of.</summary>
    public static void RefusePaths(ConfigNode node, IEnumerable<string> names)
    {
        foreach (string name in names.Where(name => name.Contains('.', StringComparison.Ordinal) && !IsPath(name)))
        {
            node.Refuse($"\"{name}\" can't stand in removeFields: name a top-level field, or a member as \"tools.strict\", \"output_config.effort\" or \"messages.output_config\"");
        }
    }

    private static bool IsPath(string name) =>
        name is "messages.output_config" or RemovedParts.CacheTtl or RemovedParts.CacheScope
        || name.StartsWith("tools.", StringComparison.Ordinal) || name.StartsWith("output_config.", StringComparison.Ordinal);
}
