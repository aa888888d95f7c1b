using Router.Api.Hosting;
using Router.Api.State;

namespace Router.Api.Reasoning;

/// <summary>Registers the memory of the reasoning behind tool calls.</summary>
internal static class ReasoningServices
{
    public static IServiceCollection AddRouterReasoning(this IServiceCollection services, RouterStart start) => services
        .AddSingleton(provider => new ReasoningMemory(provider.GetRequiredService<StateFolder>(), start.Config, start.Clock, provider.GetRequiredService<ILogger<ReasoningMemory>>()))
        .AddHostedService(provider => provider.GetRequiredService<ReasoningMemory>());
}
