using Router.Core.Caching;
using Router.Core.Usage;

namespace Router.Api.Caching;

/// <summary>Registers the response cache.</summary>
internal static class CachingServices
{
    public static IServiceCollection AddRouterCaching(this IServiceCollection services) => services
        .AddSingleton<IAnswerStore, LocalAnswerStore>()
        .AddSingleton(static provider => Tally(provider.GetRequiredService<IUsageLedger>()))
        .AddSingleton<CachePlanner>()
        .AddSingleton<AnswerKeeper>()
        .AddSingleton<AnswerTeller>()
        .AddSingleton<FlightBoard>()
        .AddSingleton<FlightListener>()
        .AddSingleton<CachedWalk>();

    private static CacheTally Tally(IUsageLedger usage)
    {
        var tally = new CacheTally();
        usage.Listen(tally.Count);
        return tally;
    }
}
