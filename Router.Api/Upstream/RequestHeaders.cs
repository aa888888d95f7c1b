using System.Collections.Frozen;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Router.Api.Auth;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy;

namespace Router.Api.Upstream;

/// <summary>
/// The headers of a request to a provider: all that the client sent (Anthropic's lists are open), except what belongs to one connection, what
/// is the gateway's own, credentials, and what a browser or a proxy added.
/// </summary>
internal static class RequestHeaders
{
    private const string Beta = "anthropic-beta";
    private const string Version = "anthropic-version";

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection",
        "Proxy-Authorization", "Proxy-Authenticate", "TE", "Trailer", "Upgrade", "Expect", "Accept-Encoding", "Cookie", "Origin", "Referer",
        "Authorization", "x-api-key", "api-key", "Forwarded", "Via", "X-Real-IP", HopMarker.Header);

    private static readonly string[] KeptPrefixes = ["x-router-", "x-forwarded-", "sec-", ":"];

    public static void Fill(HttpRequestHeaders target, IHeaderDictionary source, ProviderConfig provider, Credential credential, KeyRing gatewayKeys)
    {
        string[] perConnection = source.Connection.Count == 0 ? [] : source.Connection.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach ((string name, StringValues values) in source)
        {
            if (IsKept(name) || perConnection.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            StringValues sent = provider.RemoveBetas.Count > 0 && name.Equals(Beta, StringComparison.OrdinalIgnoreCase) ? WithoutBetas(values, provider) : values;
            if (sent.Count > 0)
            {
                target.TryAddWithoutValidation(name, (IEnumerable<string?>)sent);
            }
        }

        if (!source.ContainsKey(Version))
        {
            target.TryAddWithoutValidation(Version, "2023-06-01"); // the API's only live version; it is required there
        }

        target.TryAddWithoutValidation("Accept-Encoding", "identity");
        target.TryAddWithoutValidation(HopMarker.Header, "1");
        AddCredential(target, source, provider, credential, gatewayKeys);
        AddConfigured(target, provider);
    }

    /// <summary>The headers that the configuration sets win over all others.</summary>
    public static void AddConfigured(HttpRequestHeaders target, ProviderConfig provider)
    {
        foreach ((string name, string value) in provider.Headers)
        {
            target.Remove(name);
            target.TryAddWithoutValidation(name, value);
        }
    }

    private static bool IsKept(string name) => Kept.Contains(name) || Array.Exists(KeptPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static StringValues WithoutBetas(StringValues values, ProviderConfig provider)
    {
        string[] left = [.. values.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(beta => !provider.RemoveBetas.Contains(beta))];
        return left.Length == 0 ? StringValues.Empty : string.Join(',', left);
    }

    public static void AddCredential(HttpRequestHeaders target, IHeaderDictionary source, ProviderConfig provider, Credential credential, KeyRing gatewayKeys)
    {
        if (credential.Kind == SecretKind.Client)
        {
            if (RequestKeys.OwnOf(source, gatewayKeys) is var (header, value))
            {
                target.TryAddWithoutValidation(header, value);
            }

            return;
        }

        if (credential.Secret is not { } secret)
        {
            return;
        }

        (string name, string text) = provider.Auth switch
        {
            AuthScheme.XApiKey => ("x-api-key", secret),
            AuthScheme.ApiKey => ("api-key", secret),
            _ => ("Authorization", $"Bearer {secret}"),
        };
        if (provider.Auth != AuthScheme.None)
        {
            target.TryAddWithoutValidation(name, text);
        }
    }
}
