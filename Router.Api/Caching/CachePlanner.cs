using System.Collections.Immutable;
using Router.Api.Auth;
using Router.Api.Filters;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Core.Caching;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Protocol.Anthropic.Digests;

namespace Router.Api.Caching;

/// <summary>Decides whether the cache takes part in a message, and under which key. docs/cache.md says what counts.</summary>
internal sealed class CachePlanner(MessageFilters filters, CredentialLookup credentials)
{
    /// <summary>The plan; null where the cache has no part.</summary>
    public async ValueTask<CachePlan?> OfAsync(MessageExchange exchange)
    {
        CacheConfig config = exchange.Snapshot.Config.Cache;
        ModelConfig? entry = exchange.Route.Entry;
        string wish = exchange.Context.Request.Headers[RouterHeaders.CacheHeader].ToString().Trim();
        string mode = entry?.CacheMode ?? config.Mode;
        // 0 only warms the provider's own cache.
        if (mode == "off" || wish.Equals("off", StringComparison.OrdinalIgnoreCase) || exchange.Request.MaxTokens == 0)
        {
            return null;
        }

        ImmutableArray<Target> targets = exchange.Route.Targets.RemoveAll(target => !exchange.Principal.MayUseProvider(target.Provider.Name));
        // What a filter refuses must not be answered, and what it replaces is asked for in another way.
        if (await filters.BeforeAttemptAsync(exchange, targets[0]) is not null || RequestDigest.Of(exchange.Body.Span) is not { } digest)
        {
            return null;
        }

        bool isPrefix = mode == "prefix" && digest.LastTurn is not null;
        string? brought = RequestKeys.OwnSecretOf(exchange.Context.Request.Headers, exchange.Snapshot.Keys);
        var scope = CacheScope.Of(await HasOwnKeyAsync(exchange, targets) ? "user" : config.Scope, exchange.Principal, brought is null ? null : exchange.Snapshot.Keys.FingerprintOf(brought));
        var key = CacheKeys.Of((isPrefix ? digest.LastTurn!.Value : digest.Full).Span, isPrefix, scope, CacheFacts.Of(exchange, targets));
        return new CachePlan(key, isPrefix, wish.Equals("refresh", StringComparison.OrdinalIgnoreCase), entry?.CacheTtl ?? config.Ttl, targets[0]);
    }

    /// <summary>Whether the vault holds a key of the user's own for a target: answers on it are his alone.</summary>
    private async ValueTask<bool> HasOwnKeyAsync(MessageExchange exchange, ImmutableArray<Target> targets)
    {
        foreach (Target target in targets)
        {
            UsableCredentials found = await credentials.OfAsync(exchange.Snapshot, exchange.Snapshot.Providers[target.Provider.Name], exchange.Principal, bringsKey: false);
            if (found.Own.Any(static credential => credential.IsBrought))
            {
                return true;
            }
        }

        return false;
    }
}
