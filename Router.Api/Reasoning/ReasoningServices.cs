using Router.Api.Hosting;
using Router.Api.State;
using Router.Core.Reasoning;

namespace Router.Api.Reasoning;

/// <summary>Registers the memory of the reasoning behind tool calls.</summary>
internal static class ReasoningServices
{
    public static IServiceCollection AddRouterReasoning(this IServiceCollection services) => services
        .AddSingleton<MessageReasoning>();

    /// <summary>Keeps it in this process and a file of the state folder.</summary>
    public static IServiceCollection AddLocalReasoning(this IServiceCollection services) => services
        .AddSingleton(provider => new ReasoningMemory(
            provider.GetRequiredService<StateFolder>(), provider.GetRequiredService<RouterStart>().Config, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ReasoningMemory>>()))
        .AddSingleton<IReasoningMemories>(provider => provider.GetRequiredService<ReasoningMemory>())
        .AddHostedService(provider => provider.GetRequiredService<ReasoningMemory>());
}
