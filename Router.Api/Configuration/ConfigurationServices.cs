using System.Collections.Immutable;
using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Router.Api.Configuration;

/// <summary>Registers the configuration in force and its watcher.</summary>
internal static class ConfigurationServices
{
    public static IServiceCollection AddRouterConfiguration(this IServiceCollection services, RouterStart start)
    {
        List<ConfigProblem> warnings = [.. start.Warnings, .. start.State.Warnings];
        var builder = new SnapshotBuilder(start.Source, start.State, start.Clock);
        RouterSnapshot first = builder.Build(start.Config, start.Source.Version.Hash, previous: null, warnings);
        ImmutableArray<ConfigProblem> told = [.. warnings];
        services.AddSingleton(start.Source);
        services.AddSingleton(builder);
        services.AddSingleton(new SnapshotHolder(first));
        services.AddSingleton<ConfigWatcher>();
        services.AddHostedService(provider => new StartWarnings(told, provider.GetRequiredService<ILogger<StartWarnings>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ConfigWatcher>());
        return services;
    }
}
