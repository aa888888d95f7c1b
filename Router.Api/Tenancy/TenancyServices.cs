using Router.Api.State;
using Router.Core.Journal;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Tenancy;

/// <summary>Registers who may use the gateway: the directory, as it adds up from the journal.</summary>
internal static class TenancyServices
{
    public static IServiceCollection AddRouterTenancy(this IServiceCollection services) => services
        .AddSingleton<IDirectoryJournal>(provider => new DirectoryJournal(provider.GetRequiredService<IJournal>()))
        .AddSingleton(provider => new LocalDirectory(
            DirectoryState.Initial, provider.GetRequiredService<IDirectoryJournal>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<KeyIndex>()))
        .AddSingleton<IProjection>(provider => provider.GetRequiredService<LocalDirectory>())
        .AddSingleton<IDirectory>(provider => provider.GetRequiredService<LocalDirectory>())
        .AddSingleton(provider => new KeyIssuer(provider.GetRequiredService<IDirectory>(), provider.GetRequiredService<StateFolder>().Hasher));
}
