using System.Collections.Frozen;

namespace Router.Core.Configuration.Reading;

/// <summary>Headers of a request to a provider that configuration can't set: HTTP's own, and those that must agree with what the gateway sends.</summary>
public static class ReservedHeaders
{
    // "Allow", "Expires" and "Last-Modified" describe content, as "Content-…" does; the runtime takes none of them among a request's headers.
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept-Encoding", "Allow", "Connection", "Expect", "Expires", "Host", "Keep-Alive", "Last-Modified", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "x-router-hop");

    private static readonly string[] Prefixes = ["Content-", "Proxy-"];

    /// <summary>Whether a header belongs to HTTP or to the gateway.</summary>
    public static bool Contains(string name) => Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
