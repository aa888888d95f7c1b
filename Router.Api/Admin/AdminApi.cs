using Router.Api.Admin.Audit;
using Router.Api.Admin.Budgets;
using Router.Api.Admin.Cache;
using Router.Api.Admin.Configuration;
using Router.Api.Admin.Entries;
using Router.Api.Admin.Events;
using Router.Api.Admin.Keys;
using Router.Api.Admin.Models;
using Router.Api.Admin.Nodes;
using Router.Api.Admin.Providers;
using Router.Api.Admin.Teams;
using Router.Api.Admin.Tenants;
using Router.Api.Admin.Usage;
using Router.Api.Admin.Users;
using Router.Api.Admin.Vault;
using Router.Api.Migration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.AdminContract.Events;
using Router.Core.Caching;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;

namespace Router.Api.Admin;

/// <summary>The admin API of this process: a reader for each part, and behind it who acts.</summary>
internal sealed partial class AdminApi(
    ProviderReader providers, ModelReader models, UsageReader usage, RequestReader requests, SessionReader sessions, EntryReader entries, VaultReader vault, BudgetReader budgets, AuditReader audit,
    ConfigReader config, NodeReader nodes, EventReader events, EntryDesk desk, TenantActs tenants, TeamActs teams, UserActs users, KeyActs keys, VaultActs secrets, ProviderActs operators, ConfigActs loader, MigrationActs migration, CacheDesk cache) : IAdminApi
{
    public ValueTask<AdminResult<AdminPage<ProviderStatus>>> ProvidersAsync(Principal caller) => providers.ListAsync(caller);

    public ValueTask<AdminResult<ProviderStatus>> ProviderAsync(Principal caller, string name) => providers.FindAsync(caller, name);

    public ValueTask<AdminResult<AdminPage<ModelInfo>>> ModelsAsync(Principal caller, string? name) => new(models.Read(caller, name));

    public ValueTask<AdminResult<AdminPage<UsageRow>>> UsageAsync(Principal caller, UsageQuery query) => usage.ReadAsync(caller, query);

    public ValueTask<AdminResult<AdminPage<UsageRecord>>> RequestsAsync(Principal caller, RequestQuery query) => requests.ReadAsync(caller, query);

    public ValueTask<AdminResult<AdminPage<Session>>> SessionsAsync(Principal caller, SessionQuery query) => sessions.ReadAsync(caller, query);

    public ValueTask<AdminResult<AdminPage<DirectoryEntry>>> EntriesAsync(Principal caller, DirectoryQuery query) => entries.ListAsync(caller, query);

    public ValueTask<AdminResult<DirectoryEntry>> EntryAsync(Principal caller, EntryRef entry) => entries.FindAsync(caller, entry);

    public ValueTask<AdminResult<AdminPage<VaultInfo>>> VaultAsync(Principal caller, VaultQuery query) => vault.ListAsync(caller, query);

    public ValueTask<AdminResult<VaultInfo>> VaultEntryAsync(Principal caller, VaultPath entry) => vault.FindAsync(caller, entry);

    public ValueTask<AdminResult<AdminPage<NodeStatus>>> BudgetsAsync(Principal caller, BudgetQuery query) => budgets.ListAsync(caller, query);

    public ValueTask<AdminResult<AdminPage<AuditEntry>>> AuditAsync(Principal caller, AuditQuery query) => audit.ReadAsync(caller, query);

    public ValueTask<AdminResult<ConfigView>> ConfigAsync(Principal caller) => new(config.Read(caller));

    public ValueTask<AdminResult<ConfigFindings>> CheckConfigAsync(Principal caller, ReadOnlyMemory<byte>? text) => new(config.Check(caller, text));

    public ValueTask<AdminResult<AdminPage<NodeInfo>>> NodesAsync(Principal caller) => nodes.ListAsync(caller);

    public ValueTask<AdminResult<CacheReport>> CacheAsync(Principal caller, CacheQuery query) => cache.ReadAsync(caller, query);

    public ValueTask<AdminResult<CacheCleared>> ClearCacheAsync(AdminCaller caller, CacheSelection which) => cache.ClearAsync(caller, which);

    public AdminResult<IEventFeed> Listen(Principal caller) => events.Listen(caller);
}
