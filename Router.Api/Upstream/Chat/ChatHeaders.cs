using System.Collections.Immutable;
using System.Net.Http.Headers;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Tenancy;

namespace Router.Api.Upstream.Chat;

/// <summary>
/// Headers toward chat-completions providers, which know none of Anthropic's: only what the request needs, the credential and what the
/// configuration says.
/// </summary>
internal static class ChatHeaders
{
    public static void Fill(HttpRequestHeaders target, IHeaderDictionary source, ProviderConfig provider, Credential credential, KeyRing gatewayKeys)
    {
        target.TryAddWithoutValidation("Accept", "text/event-stream, application/json");
        target.TryAddWithoutValidation("Accept-Encoding", "identity");
        target.TryAddWithoutValidation("User-Agent", $"router/{RouterVersion.Text}");
        target.TryAddWithoutValidation(HopMarker.Header, "1");
        CredentialHeaders.Add(target, source, provider, credential, gatewayKeys);
        CredentialHeaders.AddConfigured(target, provider);
    }

    /// <summary>Retry hints as they are, rate limits in Anthropic's names.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Passed(HttpResponseHeaders headers, DateTimeOffset now) =>
        [.. ResponseHeaders.Passed(headers).Where(header => !header.Key.Equals("request-id", StringComparison.OrdinalIgnoreCase)), .. RateLimitHeaders.Translate(headers, now)];
}
