using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.State;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>The keys that the first start made, and whose they are, as entries of the directory. Read-only: version 0.</summary>
internal static class StartEntries
{
    public static IEnumerable<User> Users(RouterSnapshot snapshot, string tenant) => In(snapshot, tenant).Select(static key => new User
    {
        Tenant = Tenant.DefaultId, Id = key.User, Settings = new UserSettings { Name = key.User, Role = Role.Member }, Version = 0, Created = key.Created, Changed = key.Created, IsFromStart = true,
    });

    public static IEnumerable<ClientKey> Keys(RouterSnapshot snapshot, string tenant, string? user = null) => In(snapshot, tenant)
        .Where(key => user is null || string.Equals(key.User, user, StringComparison.OrdinalIgnoreCase))
        .Select(static key => new ClientKey
        {
            Tenant = Tenant.DefaultId, User = key.User, Id = key.Id, Hash = default, Version = 0, Created = key.Created, Changed = key.Created, Settings = new KeySettings { Name = "first key" }, IsFromStart = true,
        });

    private static ImmutableArray<StoredKey> In(RouterSnapshot snapshot, string tenant) =>
        string.Equals(tenant, Tenant.DefaultId, StringComparison.OrdinalIgnoreCase) ? snapshot.FirstKeys : [];
}
