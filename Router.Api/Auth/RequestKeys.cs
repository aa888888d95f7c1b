using Microsoft.Extensions.Primitives;
using Router.Core.Tenancy;

namespace Router.Api.Auth;

/// <summary>
/// The keys that a request carries. With <c>x-router-key</c> present, that one alone is the gateway's, and the usual headers hold the
/// provider's own key (bring your own).
/// </summary>
internal static class RequestKeys
{
    public const string RouterHeader = "x-router-key";
    private const string ApiKeyHeader = "x-api-key";
    private const string BearerPrefix = "Bearer ";

    public static IEnumerable<string> Of(IHeaderDictionary headers)
    {
        if (Single(headers[RouterHeader]) is { } router)
        {
            yield return router;
            yield break;
        }

        string? apiKey = Single(headers[ApiKeyHeader]);
        if (apiKey is not null)
        {
            yield return apiKey;
        }

        // Claude Code's apiKeyHelper puts its value into both headers.
        if (Bearer(headers) is { } bearer && bearer != apiKey)
        {
            yield return bearer;
        }
    }

    /// <summary>
    /// The provider key that the client brings: header name and value as sent; null when it brings none. A key of this gateway is never one: it
    /// must not reach a provider.
    /// </summary>
    public static (string Header, string Value)? OwnOf(IHeaderDictionary headers, KeyRing gatewayKeys)
    {
        if (Single(headers.Authorization) is { } authorization && !gatewayKeys.IsOurs(Bearer(headers) ?? authorization))
        {
            return ("Authorization", authorization);
        }

        return Single(headers[ApiKeyHeader]) is { } apiKey && !gatewayKeys.IsOurs(apiKey) ? (ApiKeyHeader, apiKey) : null;
    }

    /// <summary>The same without <c>Bearer</c> before it.</summary>
    public static string? OwnSecretOf(IHeaderDictionary headers, KeyRing gatewayKeys) =>
        OwnOf(headers, gatewayKeys) is var (_, value) ? WithoutBearer(value) ?? value : null;

    private static string? Bearer(IHeaderDictionary headers) =>
        Single(headers.Authorization) is { } value ? WithoutBearer(value) : null;

    private static string? WithoutBearer(string value) =>
        value.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? value[BearerPrefix.Length..].Trim() : null;

    private static string? Single(StringValues values) => values.Count == 1 && values[0]?.Trim() is { Length: > 0 } value ? value : null;
}
