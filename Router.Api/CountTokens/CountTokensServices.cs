using Router.Api.Auth;

namespace Router.Api.CountTokens;

/// <summary>Registers and maps count_tokens.</summary>
internal static class CountTokensServices
{
    public static IServiceCollection AddRouterCounting(this IServiceCollection services) => services
        .AddSingleton<TokenEstimates>()
        .AddSingleton<CountRequest>()
        .AddSingleton<UpstreamCounter>()
        .AddSingleton<CountTokensEndpoint>();

    public static void MapCountTokens(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        CountTokensEndpoint counting = endpoints.ServiceProvider.GetRequiredService<CountTokensEndpoint>();
        endpoints.MapPost("/v1/messages/count_tokens", door.Require(counting.HandleAsync));
    }
}
