using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>The changes that give a request its shape. They touch nothing but the values that are named in them.</summary>
public sealed class ShapedRequest
{
    /// <summary>Edits inside the values of top-level fields.</summary>
    public List<BodyEdit> Edits { get; } = [];

    /// <summary>Top-level fields to cut.</summary>
    public HashSet<string> Remove { get; } = new(StringComparer.Ordinal);

    /// <summary>Top-level fields to add, with their raw JSON; the request has none of them.</summary>
    public Dictionary<string, string> Add { get; } = new(StringComparer.Ordinal);
}
