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
}
