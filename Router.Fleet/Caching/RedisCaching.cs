using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Router.Core.Caching;

namespace Router.Fleet.Caching;

/// <summary>Registers the response cache of a fleet.</summary>
public static class RedisCaching
{
    /// <summary>Keeps answers in Redis, in place of the store that is registered; the front door needs nothing else.</summary>
    /// <param name="services">The node's services; <see cref="TimeProvider"/> and logging are the host's.</param>
    /// <param name="redis">Where it is: <c>host:port</c>, with options as StackExchange.Redis reads them. One of its own with <c>maxmemory-policy allkeys-lru</c>: the fleet's other Redis must lose nothing.</param>
    /// <param name="options">How patient messages are; null for the defaults.</param>
    public static IServiceCollection AddRedisCache(this IServiceCollection services, string redis, RedisCacheOptions? options = null) => services.Replace(ServiceDescriptor.Singleton<IAnswerStore>(
        provider => new RedisAnswerStore(redis, options ?? new RedisCacheOptions(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisAnswerStore>>())));
}
