using Router.Api.Admin;
using Router.Api.Auth;
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
using Router.Api.Telemetry;
using Router.Api.Tenancy;
using Router.Api.Upstream;
using Router.Api.Usage;

namespace Router.Api.Hosting;

/// <summary>Registers the front door.</summary>
public static class RouterServices
{
    /// <summary>Adds everything that <see cref="RouterEndpoints.MapRouter"/> serves.</summary>
    public static IServiceCollection AddRouter(this IServiceCollection services, RouterStart start)
    {
        services.AddRoutingCore();
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
            .AddRouterReasoning(start)
            .AddRouterFilters()
            .AddRouterUsage()
            .AddRouterSpend()
            .AddRouterUpstream()
            .AddRouterMessages()
            .AddRouterChatCompletions()
            .AddRouterHealth()
            .AddRouterDoctor()
            .AddRouterAdmin();
    }
}
