using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// What of a request a provider can't take: parts of the body and the betas that belong to them, always together. A part is a top-level field
/// (<c>context_management</c>), a member of <c>output_config</c>, of each tool or of each message (<c>output_config.effort</c>, <c>tools.strict</c>,
/// <c>messages.output_config</c>), or one of the names here.
/// </summary>
public sealed class RemovedParts
{
    /// <summary>The lifetime of cache marks.</summary>
    public const string CacheTtl = "cache_control.ttl";

    /// <summary>The scope of cache marks.</summary>
    public const string CacheScope = "cache_control.scope";

    /// <summary>The tools that Anthropic's servers run, and what they left in the history.</summary>
    public const string ServerTools = "server_tools";

    private static readonly string[] WithServerTools =
        [ServerTools, "tools.defer_loading", "tools.input_examples", "tools.allowed_callers", "mcp_servers", "container"];

    private readonly HashSet<string> _parts;
    private readonly IReadOnlySet<string> _betas;

    private readonly FrozenDictionary<string, FrozenSet<string>> _members;

    private RemovedParts(HashSet<string> parts, IReadOnlySet<string> betas)
    {
        (_parts, _betas) = (parts, betas);
        Fields = [.. parts.Where(part => part != ServerTools && !part.Contains('.', StringComparison.Ordinal))];
        _members = parts.Select(part => (Part: part, Dot: part.IndexOf('.', StringComparison.Ordinal))).Where(part => part.Dot >= 0)
            .GroupBy(part => part.Part[..part.Dot], part => part.Part[(part.Dot + 1)..], StringComparer.Ordinal)
            .ToFrozenDictionary(field => field.Key, field => field.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Nothing is removed.</summary>
    public static RemovedParts None { get; } = new([], FrozenSet<string>.Empty);

    /// <summary>Puts together what configuration says.</summary>
    /// <param name="fields">Parts that go, with the betas that are of no use without them.</param>
    /// <param name="betas">Betas that go, with the parts that need them.</param>
    /// <param name="cacheOptions">Whether cache marks keep their lifetime and scope.</param>
    /// <param name="serverTools">Whether Anthropic's own tools and deferred ones are taken.</param>
    public static RemovedParts Of(IReadOnlySet<string> fields, IReadOnlySet<string> betas, bool cacheOptions, bool serverTools)
    {
        HashSet<string> parts = new(fields, StringComparer.Ordinal);
        foreach (BetaPair pair in betas.Select(BetaPairs.Find).OfType<BetaPair>().Where(pair => pair.IsNeeded))
        {
            parts.UnionWith(pair.Parts);
        }

        if (!cacheOptions || parts.Contains(CacheTtl) || parts.Contains(CacheScope))
        {
            parts.UnionWith([CacheTtl, CacheScope]); // a mark is reduced as a whole
        }

        if (!serverTools || parts.Contains("tools.defer_loading"))
        {
            parts.UnionWith(WithServerTools);
        }

        return new RemovedParts(parts, betas);
    }

    /// <summary>The top-level fields among them.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>Whether this part goes, by itself or with the field that it is in.</summary>
    public bool Has(string part) =>
        _parts.Contains(part) || (part.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && !part.StartsWith("cache_control.", StringComparison.Ordinal) && _parts.Contains(part[..dot]));

    /// <summary>The members of one field, or of each of its elements, that go: <c>strict</c> of <c>tools</c>.</summary>
    public IReadOnlySet<string> MembersOf(string field) => _members.GetValueOrDefault(field, FrozenSet<string>.Empty);

    /// <summary>Whether a beta goes: it is named itself, or all that belongs to it goes.</summary>
    public bool Drops(string beta) => _betas.Contains(beta) || (BetaPairs.Find(beta) is { } pair && pair.Parts.All(Has));
}
