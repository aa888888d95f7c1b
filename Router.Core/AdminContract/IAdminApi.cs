using Router.Core.AdminContract.Acts;
using Router.Core.AdminContract.Events;
using Router.Core.Caching;
using Router.Core.Migration;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;

namespace Router.Core.AdminContract;

/// <summary>
/// What the admin API tells and does, wherever it is asked from: HTTP endpoints are thin over it, and a dashboard asks it in process. Everything is asked under
/// somebody's name (<see cref="ISignIn"/> says whose), and answered and done as far as his role goes (<see cref="Tenancy.Access.AccessTable"/>).
/// </summary>
public interface IAdminApi : IAdminActs
{
    /// <summary>All providers that the caller may use, in the order of the configuration.</summary>
    ValueTask<AdminResult<AdminPage<ProviderStatus>>> ProvidersAsync(Principal caller);

    /// <summary>A provider.</summary>
    ValueTask<AdminResult<ProviderStatus>> ProviderAsync(Principal caller, string name);

    /// <summary>The models that the caller may ask for; whoever administers the gateway sees the patterns too.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="name">Only where this name leads; null for all.</param>
    ValueTask<AdminResult<AdminPage<ModelInfo>>> ModelsAsync(Principal caller, string? name);

    /// <summary>Sums of usage.</summary>
    ValueTask<AdminResult<AdminPage<UsageRow>>> UsageAsync(Principal caller, UsageQuery query);

    /// <summary>The last messages.</summary>
    ValueTask<AdminResult<AdminPage<UsageRecord>>> RequestsAsync(Principal caller, RequestQuery query);

    /// <summary>The sessions of the last days with their agents.</summary>
    ValueTask<AdminResult<AdminPage<Session>>> SessionsAsync(Principal caller, SessionQuery query);

    /// <summary>Tenants, teams, users or keys: those of router.json, then those of the directory.</summary>
    ValueTask<AdminResult<AdminPage<DirectoryEntry>>> EntriesAsync(Principal caller, DirectoryQuery query);

    /// <summary>A tenant, team, user or key.</summary>
    ValueTask<AdminResult<DirectoryEntry>> EntryAsync(Principal caller, EntryRef entry);

    /// <summary>Vault entries, the tenant's own first; never a secret.</summary>
    ValueTask<AdminResult<AdminPage<VaultInfo>>> VaultAsync(Principal caller, VaultQuery query);

    /// <summary>A vault entry.</summary>
    ValueTask<AdminResult<VaultInfo>> VaultEntryAsync(Principal caller, VaultPath entry);

    /// <summary>What everybody has spent, and how limits and budgets stand.</summary>
    ValueTask<AdminResult<AdminPage<NodeStatus>>> BudgetsAsync(Principal caller, BudgetQuery query);

    /// <summary>Who did what.</summary>
    ValueTask<AdminResult<AdminPage<AuditEntry>>> AuditAsync(Principal caller, AuditQuery query);

    /// <summary>The configuration in force.</summary>
    ValueTask<AdminResult<ConfigView>> ConfigAsync(Principal caller);

    /// <summary>Checks a configuration and changes nothing.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="text">The text of a router.json; null for the file as it lies there.</param>
    ValueTask<AdminResult<ConfigFindings>> CheckConfigAsync(Principal caller, ReadOnlyMemory<byte>? text);

    /// <summary>Puts a configuration in force on all nodes of a fleet; one with errors is refused with all of them.</summary>
    ValueTask<AdminResult<ConfigPushed>> PushConfigAsync(AdminCaller caller, PushConfig order);

    /// <summary>Takes a part of a single machine's state over into a fleet; the same again changes nothing.</summary>
    ValueTask<AdminResult<MigrationReport>> MigrateAsync(AdminCaller caller, MigrationPart part);

    /// <summary>The nodes of the fleet, and the configuration that each has; a gateway that is alone is one.</summary>
    ValueTask<AdminResult<AdminPage<NodeInfo>>> NodesAsync(Principal caller);

    /// <summary>How the response cache does.</summary>
    ValueTask<AdminResult<CacheReport>> CacheAsync(Principal caller, CacheQuery query);

    /// <summary>Forgets answers of the response cache: of all tenants that the caller may clear, where none is named.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="which">Which answers.</param>
    ValueTask<AdminResult<CacheCleared>> ClearCacheAsync(AdminCaller caller, CacheSelection which);

    /// <summary>What happens from now on: messages, gates, budgets that run out, administrative acts.</summary>
    AdminResult<IEventFeed> Listen(Principal caller);
}
