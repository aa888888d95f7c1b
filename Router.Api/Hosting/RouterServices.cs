using Router.Api.Admin;
using Router.Api.Auth;
using Router.Api.Caching;
using Router.Api.ChatCompletions;
using Router.Api.Configuration;
using Router.Api.CountTokens;
using Router.Api.Doctor;
using Router.Api.Errors;
using Router.Api.Filters;
using Router.Api.Health;
using Router.Api.Journal;
using Router.Api.Messages;
using Router.Api.Reasoning;
using Router.Api.Spend;
using Router.Api.State;
using Router.Api.Telemetry;
using Router.Api.Tenancy;
using Router.Api.Upstream;
using Router.Api.Upstream.Gates;
using Router.Api.Usage;
using Router.Dashboard.Hosting;

namespace Router.Api.Hosting;

/// <summary>Registers the front door.</summary>
public static class RouterServices
{
    /// <summary>
    /// Adds everything that <see cref="RouterEndpoints.MapRouter"/> serves, but for what must be one for all nodes: <see cref="AddLocalState"/> keeps that in
    /// this process.
    /// </summary>
    public static IServiceCollection AddRouter(this IServiceCollection services, RouterStart start)
    {
        services.AddRoutingCore();
        services.AddSingleton(start);
        services.AddSingleton(start.Clock);
        services.AddSingleton(start.State);
        services.AddHostedService<LifetimeLog>();
        return services
            .AddRouterConfiguration(start)
            .AddRouterMeasurements()
            .AddRouterErrors()
            .AddRouterJournal(start)
            .AddRouterAuth()
            .AddRouterTenancy()
            .AddRouterCounting()
            .AddRouterReasoning()
            .AddRouterFilters()
            .AddRouterUsage()
            .AddRouterSpend()
            .AddRouterUpstream()
            .AddRouterCaching()
            .AddRouterMessages()
            .AddRouterChatCompletions()
            .AddRouterHealth()
            .AddRouterDoctor()
            .AddRouterAdmin()
            .AddDashboard(static provider => provider.GetRequiredService<StateFolder>().DashboardKeys);
    }

    /// <summary>Keeps the state of a gateway that is alone: in this process, and in the journal of its state folder.</summary>
    public static IServiceCollection AddLocalState(this IServiceCollection services) => services
        .AddLocalTenancy()
        .AddLocalReasoning()
        .AddLocalUsage()
        .AddLocalSpend()
        .AddLocalGates()
        .AddStartWarnings();
}
