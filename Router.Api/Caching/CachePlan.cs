using Router.Api.Messages;
using Router.Core.Caching;
using Router.Core.Routing;

namespace Router.Api.Caching;

/// <summary>How the cache takes part in a message.</summary>
/// <param name="Key">The answer's name.</param>
/// <param name="IsPrefix">Whether only its last turn counts.</param>
/// <param name="IsRefresh">Whether what is kept must not answer.</param>
/// <param name="Lifetime">How long the answer is kept.</param>
/// <param name="First">The target that should answer; answers of those behind it are not kept where targets stand in order.</param>
/// <param name="Body">The body that the key was made of, as filters left it for <paramref name="First"/>.</param>
internal sealed record CachePlan(CacheKey Key, bool IsPrefix, bool IsRefresh, TimeSpan Lifetime, Target First, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the message still has that body: for another target filters may have put another in place.</summary>
    public bool IsOf(MessageExchange exchange) => exchange.Body.Span.SequenceEqual(Body.Span);
}
