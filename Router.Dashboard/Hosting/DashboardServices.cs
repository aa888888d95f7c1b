using Microsoft.Extensions.DependencyInjection;
using Router.Dashboard.Live;
using Router.Dashboard.Pages;
using Router.Dashboard.SignIn;

namespace Router.Dashboard.Hosting;

/// <summary>Registers the dashboard.</summary>
public static class DashboardServices
{
    /// <summary>Adds what <see cref="DashboardEndpoints.MapDashboard"/> serves. The host brings <c>IAdminApi</c>, <c>ISignIn</c> and a clock.</summary>
    /// <param name="services">The services.</param>
    /// <param name="keys">What is derived from the master key.</param>
    public static IServiceCollection AddDashboard(this IServiceCollection services, Func<IServiceProvider, DashboardKeys> keys) => services
        .AddSingleton(keys)
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
