using Router.Api.Telemetry;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>Registers the gates before providers.</summary>
internal static class GateServices
{
    public static IServiceCollection AddRouterGates(this IServiceCollection services) => services
        .AddSingleton<GateKeys>()
        .AddSingleton<GateSettingsSource>()
        .AddSingleton<OpenPasses>()
        .AddSingleton<TokenBorrowing>()
        .AddSingleton<CredentialAffinity>()
        .AddSingleton<TargetLatencies>()
        .AddSingleton(CreateTimers)
        .AddSingleton<GateWaiters>()
        .AddSingleton<IGateNotices>(provider => provider.GetRequiredService<GateWaiters>())
        .AddSingleton<GateEntrance>();

    /// <summary>Keeps them in this process.</summary>
    public static IServiceCollection AddLocalGates(this IServiceCollection services) => services
        .AddSingleton<IDrainedProviders, DrainedProviders>()
        .AddSingleton(CreateGates)
        .AddSingleton<IProviderGates>(provider => provider.GetRequiredService<LocalProviderGates>())
        .AddSingleton<IGateBoard, GateBoard>()
        .AddHostedService<GateKeeper>();

    private static LocalProviderGates CreateGates(IServiceProvider services) => new(
        services.GetRequiredService<GateSettingsSource>().Of, services.GetRequiredService<GateWaiters>(), services.GetRequiredService<TimeProvider>());

    /// <summary>Gates ask for ticks, and ticks go to gates: the circle is closed when the first one is due.</summary>
    private static GateTimers CreateTimers(IServiceProvider services) => new(
        services.GetRequiredService<TimeProvider>(), gate => services.GetRequiredService<IProviderGates>().TickAsync(gate), services.GetRequiredService<ILogger<GateTimers>>());
}
