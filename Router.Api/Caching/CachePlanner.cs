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
internal sealed class CachePlanner(MessageFilters filters, TargetOrder order, CandidateList candidates)
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

        // What a filter refuses must not be answered, and what it replaces is asked for in another way. It is asked for the target that will be tried first, where all goes well.
        Target first = CandidateList.Allowed(exchange, order.Of(exchange))[0];
        if (await filters.BeforeCacheAsync(exchange, first) is not null || RequestDigest.Of(exchange.Body.Span) is not { } digest)
        {
            return null;
        }

        bool isPrefix = mode == "prefix" && digest.LastTurn is not null;
        string? brought = RequestKeys.OwnSecretOf(exchange.Context.Request.Headers, exchange.Snapshot.Keys);
        // Answers on a key of his own are his alone.
        var scope = CacheScope.Of(
            await candidates.HasOwnInVaultAsync(exchange) ? "user" : config.Scope, exchange.Principal, brought is null ? null : exchange.Snapshot.Keys.FingerprintOf(brought));
        ImmutableArray<string> facts = CacheFacts.Of(exchange, CandidateList.Allowed(exchange, exchange.Route.Targets));
        var key = CacheKeys.Of((isPrefix ? digest.LastTurn!.Value : digest.Full).Span, isPrefix, scope, facts);
        return new CachePlan(key, isPrefix, wish.Equals("refresh", StringComparison.OrdinalIgnoreCase), entry?.CacheTtl ?? config.Ttl, first, exchange.Body);
    }
}
