using Microsoft.Extensions.DependencyInjection;
using Router.Dashboard.Live;
using Router.Dashboard.Pages;
using Router.Dashboard.SignIn;

namespace Router.Dashboard.Hosting;

/// <summary>Registers the dashboard.</summary>
public static class DashboardServices
{
    /// <summary>Adds what <see cref="DashboardEndpoints.MapDashboard"/> serves. The host brings <c>IAdminApi</c>, the keys and a clock.</summary>
    /// <typeparam name="TDoor">Looks keys up.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="keys">What is derived from the master key.</param>
    public static IServiceCollection AddDashboard<TDoor>(this IServiceCollection services, Func<IServiceProvider, DashboardKeys> keys)
        where TDoor : class, IKeyDoor => services
        .AddSingleton(keys)
        .AddSingleton<IKeyDoor, TDoor>()
        .AddSingleton<SessionSeal>()
        .AddSingleton<SessionCookies>()
        .AddSingleton<FormTokens>()
        .AddSingleton<SignInPace>()
        .AddSingleton<PageRenderer>()
        .AddSingleton<PageAnswers>()
        .AddSingleton<DashboardDoor>()
        .AddSingleton<SignInEndpoints>()
        .AddSingleton<PageEndpoints>()
        .AddSingleton<LiveEndpoint>();
}
