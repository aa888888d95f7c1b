using Router.Api.Configuration;
using Router.Api.Journal;
using Router.Core.Spend;

namespace Router.Api.Spend;

/// <summary>Registers the accounts and the billing of messages.</summary>
internal static class SpendServices
{
    public static IServiceCollection AddRouterSpend(this IServiceCollection services) => services
        .AddSingleton<ConfiguredSpend>()
        .AddSingleton<ISpendJournal, SpendJournal>()
        .AddProjection<SpendProjection>()
        .AddHostedService<LostReservations>()
        .AddSingleton(CreateAccounts)
        .AddSingleton<ISpendAccounts>(provider => provider.GetRequiredService<LocalSpendAccounts>())
        .AddSingleton<Billing>();

    private static LocalSpendAccounts CreateAccounts(IServiceProvider provider)
    {
        var accounts = new LocalSpendAccounts(
            provider.GetRequiredService<ConfiguredSpend>().Of, provider.GetRequiredService<ISpendJournal>(), provider.GetRequiredService<TimeProvider>());
        provider.GetRequiredService<SnapshotHolder>().Listen(accounts.Configure);
        return accounts;
    }
}
