using Router.Api.Configuration;
using Router.Api.Journal;
using Router.Core.Spend;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Spend;

/// <summary>Registers the accounts and the billing of messages.</summary>
internal static class SpendServices
{
    public static IServiceCollection AddRouterSpend(this IServiceCollection services) => services
        .AddSingleton<ConfiguredSpend>()
        .AddSingleton<SpendNotices>()
        .AddSingleton<Billing>();

    /// <summary>Keeps the accounts in this process, as they add up from the journal.</summary>
    public static IServiceCollection AddLocalSpend(this IServiceCollection services) => services
        .AddSingleton<ISpendJournal, SpendJournal>()
        .AddProjection<SpendProjection>()
        .AddHostedService<LostReservations>()
        .AddSingleton(CreateAccounts)
        .AddSingleton<ISpendAccounts>(provider => provider.GetRequiredService<LocalSpendAccounts>());

    private static LocalSpendAccounts CreateAccounts(IServiceProvider provider)
    {
        ConfiguredSpend configured = provider.GetRequiredService<ConfiguredSpend>();
        var accounts = new LocalSpendAccounts(configured.Of, provider.GetRequiredService<ISpendJournal>(), provider.GetRequiredService<TimeProvider>());
        provider.GetRequiredService<SnapshotHolder>().Listen(accounts.Configure);
        provider.GetRequiredService<IDirectoryView>().Listen(entry =>
        {
            if (entry is null)
            {
                accounts.Configure();
            }
            else
            {
                (string tenant, SpendNode node) = (ConfiguredSpend.TenantOf(entry), SpendNode.Of(entry.Ref));
                accounts.Configure(tenant, node, () => configured.Of(tenant, node));
            }
        });
        return accounts;
    }
}
