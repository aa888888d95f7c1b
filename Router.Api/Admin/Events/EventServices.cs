using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Events;

/// <summary>Registers what is told live.</summary>
internal static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventHub>()
        .AddSingleton<EventReader>()
        .AddSingleton<RequestWatch>()
        .AddSingleton<GateWatch>()
        .AddHostedService<EventWatches>()
        .AddAdminRoutes<EventRoutes>();
}
