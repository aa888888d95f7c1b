using Router.Core.Tenancy.Access;
using Router.Dashboard.Agents;
using Router.Dashboard.Audit;
using Router.Dashboard.Cache;
using Router.Dashboard.Configuration;
using Router.Dashboard.Gateway;
using Router.Dashboard.Models;
using Router.Dashboard.Overview;
using Router.Dashboard.People;
using Router.Dashboard.Providers;
using Router.Dashboard.Requests;
using Router.Dashboard.Vault;

namespace Router.Dashboard.Pages;

/// <summary>All pages, in the order of the navigation.</summary>
public static class PageTable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The pages.</summary>
    public static IReadOnlyList<DashboardPage> All { get; } =
    [
        new("", "Overview", "overview", typeof(OverviewPage), Operation.SeeUsage) { Live = typeof(OverviewBoard), Pace = (5 * Second, 60 * Second) },
        new("requests", "Requests", "requests", typeof(RequestsPage), Operation.SeeRequests) { Live = typeof(RequestList) },
        new("requests/{id}", "Request", null, typeof(RequestPage), Operation.SeeRequests),
        new("sessions", "Sessions", "sessions", typeof(SessionsPage), Operation.SeeRequests) { Live = typeof(SessionList), Pace = (3 * Second, 60 * Second) },
        new("providers", "Providers", "providers", typeof(ProvidersPage), Operation.SeeProviders) { Live = typeof(ProviderBoard), Pace = (Second, 2 * Second) },
        new("models", "Models", "models", typeof(ModelsPage), Operation.SeeProviders),
        new("people", "People", "people", typeof(PeoplePage), Operation.SeeDirectory),
        new("people/users/{id}", "User", null, typeof(UserPage), Operation.SeeDirectory),
        new("people/teams/{id}", "Team", null, typeof(TeamPage), Operation.SeeDirectory),
        new("people/keys/{id}", "Key", null, typeof(KeyPage), Operation.SeeKeys),
        new("vault", "Vault", "vault", typeof(VaultPage), Operation.SeeVault),
        new("cache", "Cache", "cache", typeof(CachePage), Operation.SeeCache),
        new("audit", "Audit", "audit", typeof(AuditPage), Operation.SeeAudit),
        new("configuration", "Configuration", "configuration", typeof(ConfigurationPage), Operation.ManageConfiguration),
        new("system", "System", "system", typeof(SystemPage), Operation.ManageConfiguration),
    ];

    /// <summary>The page of a path; null when there is none.</summary>
    public static DashboardPage? Find(string path) => All.FirstOrDefault(page => page.Matches(path));
}
