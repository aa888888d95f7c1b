using Router.Api.Hosting;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Configuration;

/// <summary>Registers the configuration in force and its watcher.</summary>
internal static class ConfigurationServices
{
    public static IServiceCollection AddRouterConfiguration(this IServiceCollection services, RouterStart start)
    {
        services.AddSingleton(start.Source);
        services.AddSingleton<KeyIndex>();
        services.AddSingleton<SnapshotBuilder>();
        services.AddSingleton(provider => new SnapshotHolder(
            provider.GetRequiredService<SnapshotBuilder>().Build(start.Config, start.Source.Version.Hash, previous: null, warnings: [])));
        services.AddSingleton<ConfigWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigWatcher>());
        return services;
    }

    /// <summary>Warns at the start, once the directory is known: behind whatever learns it.</summary>
    public static IServiceCollection AddStartWarnings(this IServiceCollection services) => services.AddHostedService<StartWarnings>();
}
