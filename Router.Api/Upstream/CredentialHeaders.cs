using System.Collections.Immutable;
using System.Net.Http.Headers;
using Router.Api.Auth;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;
using Router.Core.Tenancy;

namespace Router.Api.Upstream;

/// <summary>The headers that a provider's configuration decides, in either dialect: its credential and those of <c>headers</c>.</summary>
internal static class CredentialHeaders
{
    /// <summary>The headers that the configuration sets win over all others.</summary>
    public static void AddConfigured(HttpRequestHeaders headers, Target target)
    {
        Set(headers, target.Provider.Headers);
        Set(headers, target.Terms.Headers);
    }

    /// <summary>Adds the credential. A key that the client brought goes out in the header that it came in, except to chat-completions providers: there its own says nothing.</summary>
    public static void Add(HttpRequestHeaders target, IHeaderDictionary source, ProviderConfig provider, Credential credential, KeyRing gatewayKeys)
    {
        bool isBrought = credential.Kind == SecretKind.Client;
        if (isBrought && (provider.Style != ProviderStyle.OpenAi || provider.Auth == AuthScheme.None))
        {
            if (RequestKeys.OwnOf(source, gatewayKeys) is var (header, value))
            {
                target.TryAddWithoutValidation(header, value);
            }

            return;
        }

        if ((isBrought ? RequestKeys.OwnSecretOf(source, gatewayKeys) : credential.Secret) is not { } secret)
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

    private static void Set(HttpRequestHeaders headers, ImmutableDictionary<string, string> configured)
    {
        foreach ((string name, string value) in configured)
        {
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
