namespace Router.Api.Upstream;

/// <summary>Registers the way to providers.</summary>
internal static class UpstreamServices
{
    public static IServiceCollection AddRouterUpstream(this IServiceCollection services) => services
        .AddSingleton<StreamRelay>()
        .AddSingleton<BodyRelay>()
        .AddSingleton<UpstreamAttempt>()
        .AddSingleton<UpstreamWalk>();
}
