using Router.Api.State;
using Router.Core.Journal;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Tenancy;

/// <summary>Registers who may use the gateway: the directory, and with which credentials of providers: the vaults.</summary>
internal static class TenancyServices
{
    public static IServiceCollection AddRouterTenancy(this IServiceCollection services) => services
        .AddSingleton(provider => new KeyIssuer(provider.GetRequiredService<IDirectory>(), provider.GetRequiredService<StateFolder>().Hasher))
        .AddSingleton(provider => new VaultSealer(provider.GetRequiredService<StateFolder>().MasterKeys));

    /// <summary>Keeps both in this process, as they add up from the journal.</summary>
    public static IServiceCollection AddLocalTenancy(this IServiceCollection services) => services
        .AddSingleton<IDirectoryJournal>(provider => new DirectoryJournal(provider.GetRequiredService<IJournal>()))
        .AddSingleton(provider => new LocalDirectory(
            DirectoryState.Initial, provider.GetRequiredService<IDirectoryJournal>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<KeyIndex>()))
        .AddSingleton<IProjection>(provider => provider.GetRequiredService<LocalDirectory>())
        .AddSingleton<IDirectory>(provider => provider.GetRequiredService<LocalDirectory>())
        .AddSingleton<IDirectoryView>(provider => provider.GetRequiredService<LocalDirectory>())
        .AddSingleton<IVaultJournal>(provider => new VaultJournal(provider.GetRequiredService<IJournal>()))
        .AddSingleton(CreateVaults)
        .AddSingleton<IProjection>(provider => provider.GetRequiredService<LocalTenantVaults>())
        .AddSingleton<ITenantVaults>(provider => provider.GetRequiredService<LocalTenantVaults>())
        .AddHostedService<VaultKeeper>();

    private static LocalTenantVaults CreateVaults(IServiceProvider provider)
    {
        IDirectoryView directory = provider.GetRequiredService<IDirectoryView>();
        return new LocalTenantVaults(
            provider.GetRequiredService<VaultSealer>(),
            tenant => directory.State.FindTenant(tenant) is { Settings.VaultFallback: true },
            provider.GetRequiredService<IVaultJournal>(),
            provider.GetRequiredService<TimeProvider>());
    }
}
