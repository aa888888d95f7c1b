using System.Collections.Frozen;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic.Shaping;

namespace Router.Api.Upstream.PassThrough;

/// <summary>
/// The headers of a request to a provider: all that the client sent (Anthropic's lists are open), except what belongs to one connection, what
/// is the gateway's own, credentials, and what a browser or a proxy added.
/// </summary>
internal static class PassThroughHeaders
{
    private const string Beta = "anthropic-beta";
    private const string Version = "anthropic-version";

    private static readonly FrozenSet<string> Withheld = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection",
        "Proxy-Authorization", "Proxy-Authenticate", "TE", "Trailer", "Upgrade", "Expect", "Accept-Encoding", "Cookie", "Origin", "Referer",
        "Authorization", "x-api-key", "api-key", "Forwarded", "Via", "X-Real-IP", HopMarker.Header);

    private static readonly string[] WithheldPrefixes = ["x-router-", "x-forwarded-", "sec-", ":"];

    public static void Fill(HttpRequestHeaders headers, IHeaderDictionary source, Target target, Credential credential, KeyRing gatewayKeys)
    {
        ProviderConfig provider = target.Provider;
        RemovedParts removed = provider.RemovedParts();
        string[] perConnection = source.Connection.Count == 0 ? [] : source.Connection.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach ((string name, StringValues values) in source)
        {
            if (IsWithheld(name) || perConnection.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            StringValues sent = provider.Style == ProviderStyle.Compatible && name.Equals(Beta, StringComparison.OrdinalIgnoreCase) ? WithoutBetas(values, removed) : values;
            if (sent.Count > 0)
            {
                headers.TryAddWithoutValidation(name, (IEnumerable<string?>)sent);
            }
        }

        if (!source.ContainsKey(Version))
        {
            headers.TryAddWithoutValidation(Version, "2023-06-01"); // the API's only live version; it is required there
        }

        headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        headers.TryAddWithoutValidation(HopMarker.Header, "1");
        CredentialHeaders.Add(headers, source, provider, credential, gatewayKeys);
        CredentialHeaders.AddConfigured(headers, target);
    }

    private static bool IsWithheld(string name) => Withheld.Contains(name) || Array.Exists(WithheldPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static StringValues WithoutBetas(StringValues values, RemovedParts removed)
    {
        string[] left = [.. values.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(beta => !removed.Drops(beta))];
        return left.Length == 0 ? StringValues.Empty : string.Join(',', left);
    }
}
