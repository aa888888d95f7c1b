using Microsoft.Extensions.DependencyInjection;
using Router.Dashboard.Acts;
using Router.Dashboard.Cache;
using Router.Dashboard.Configuration;
using Router.Dashboard.Live;
using Router.Dashboard.Pages;
using Router.Dashboard.People;
using Router.Dashboard.Providers;
using Router.Dashboard.SignIn;
using Router.Dashboard.Vault;

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
        .AddSingleton<IFailurePages, FailurePages>()
        .AddSingleton<SignInEndpoints>()
        .AddSingleton<PageEndpoints>()
        .AddSingleton<LiveEndpoint>()
        .AddSingleton<ActEndpoint>()
        .AddActs<ProviderActs>()
        .AddActs<TenantActs>()
        .AddActs<TeamActs>()
        .AddActs<EntryActs>()
        .AddActs<KeyActs>()
        .AddActs<BudgetActs>()
        .AddActs<VaultActs>()
        .AddActs<CacheActs>()
        .AddActs<ConfigurationActs>();

    private static IServiceCollection AddActs<T>(this IServiceCollection services)
        where T : class, IFormActs => services.AddSingleton<IFormActs, T>();
}
