using Router.Api.Hosting;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Configuration;

/// <summary>Registers the configuration in force and its watcher.</summary>
internal static class ConfigurationServices
{
    public static IServiceCollection AddRouterConfiguration(this IServiceCollection services, RouterStart start)
    {
        var keys = new KeyIndex();
        var builder = new SnapshotBuilder(start.Source, start.State, keys, start.Clock);
        RouterSnapshot first = builder.Build(start.Config, start.Source.Version.Hash, previous: null, warnings: []);
        services.AddSingleton(start.Source);
        services.AddSingleton(keys);
        services.AddSingleton(builder);
        services.AddSingleton(new SnapshotHolder(first));
        services.AddSingleton<ConfigWatcher>();
        services.AddHostedService(provider => new StartWarnings(
            start, builder, provider.GetRequiredService<SnapshotHolder>(), provider.GetRequiredService<ILogger<StartWarnings>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ConfigWatcher>());
        return services;
    }
}
