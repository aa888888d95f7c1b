using System.Collections.Immutable;
using System.Net.Http.Headers;
using Router.Api.Hosting;
using Router.Core.Routing;
using Router.Core.Tenancy;

namespace Router.Api.Upstream.Chat;

/// <summary>
/// Headers toward chat-completions providers, which know none of Anthropic's: only what the request needs, the credential and what the
/// configuration says.
/// </summary>
internal static class ChatHeaders
{
    public static void Fill(HttpRequestHeaders headers, IHeaderDictionary source, Target target, Credential credential, KeyRing gatewayKeys)
    {
        headers.TryAddWithoutValidation("Accept", "text/event-stream, application/json");
        headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        headers.TryAddWithoutValidation("User-Agent", $"router/{RouterVersion.Text}");
        headers.TryAddWithoutValidation(HopMarker.Header, "1");
        CredentialHeaders.Add(headers, source, target.Provider, credential, gatewayKeys);
        CredentialHeaders.AddConfigured(headers, target);
    }

    /// <summary>Retry hints as they are, rate limits in Anthropic's names.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Passed(HttpResponseHeaders headers, DateTimeOffset now) =>
        [.. ResponseHeaders.Passed(headers).Where(header => !header.Key.Equals("request-id", StringComparison.OrdinalIgnoreCase)), .. RateLimitHeaders.Translate(headers, now)];
}
