using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>What stands in router.json, as entries of the directory: tenants, teams and users are there by being named; behind it what the first start made. Read-only: version 0.</summary>
internal static class FileEntries
{
    public static ImmutableArray<DirectoryEntry> Of(RouterSnapshot snapshot, EntryKind kind, string tenant, string? user = null)
    {
        ImmutableArray<ClientKeyConfig> keys = snapshot.Config.Keys;
        IEnumerable<ClientKeyConfig> own = keys.Where(key => Same(key.Tenant, tenant));
        IEnumerable<DirectoryEntry> entries = kind switch
        {
            EntryKind.Tenant => keys.Where(key => !Same(key.Tenant, Tenant.DefaultId)).Select(TenantOf),
            EntryKind.Team => own.Where(key => key.Team is not null).Select(TeamOf),
            EntryKind.User => own.Select(UserOf).Concat(StartEntries.Users(snapshot, tenant)),
            _ => own.Where(key => user is null || Same(key.User, user)).Select(key => KeyOf(snapshot, key)).Concat(StartEntries.Keys(snapshot, tenant, user)),
        };
        return kind == EntryKind.Key
            ? [.. entries]
            : [.. entries.DistinctBy(entry => entry.Id, StringComparer.OrdinalIgnoreCase).OrderBy(entry => entry.Id, StringComparer.OrdinalIgnoreCase)];
    }

    public static DirectoryEntry? Find(RouterSnapshot snapshot, EntryRef entry) => entry.Kind == EntryKind.Key
        ? snapshot.KeyIds.Find(entry.Id) is { } key ? KeyOf(snapshot, key) : StartEntries.Keys(snapshot, Tenant.DefaultId).FirstOrDefault(first => first.Id == entry.Id)
        : Of(snapshot, entry.Kind, entry.Tenant).FirstOrDefault(found => Same(found.Id, entry.Id));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static Tenant TenantOf(ClientKeyConfig key) => new() { Id = key.Tenant, Settings = new TenantSettings { Name = key.Tenant }, Version = 0, Created = default, Changed = default };

    private static Team TeamOf(ClientKeyConfig key) => new() { Tenant = key.Tenant, Id = key.Team!, Settings = new TeamSettings { Name = key.Team! }, Version = 0, Created = default, Changed = default };

    private static User UserOf(ClientKeyConfig key) => new()
    {
        Tenant = key.Tenant, Id = key.User, Settings = new UserSettings { Name = key.User, Team = key.Team, Role = Role.Member }, Version = 0, Created = default, Changed = default,
    };

    private static ClientKey KeyOf(RouterSnapshot snapshot, ClientKeyConfig key) => new()
    {
        Tenant = key.Tenant, User = key.User, Id = snapshot.KeyIds.Of(key), Hash = default, Version = 0, Created = default, Changed = default,
        Settings = new KeySettings
        {
            Rules = new KeyRules { Models = key.Models, Limits = key.Limits == new ProviderLimits(null, null, null) ? null : key.Limits, Budget = key.Budget },
        },
    };
}
