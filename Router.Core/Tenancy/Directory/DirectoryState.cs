using System.Collections.Immutable;
using Router.Core.Tenancy.Directory.State;

namespace Router.Core.Tenancy.Directory;

/// <summary>The directory at one moment: immutable, so anyone may read it without a lock while its owner makes the next.</summary>
public sealed class DirectoryState
{
    private readonly ImmutableSortedDictionary<string, TenantBranch> _tenants;
    private readonly ImmutableDictionary<string, ClientKey> _keys;
    private readonly NameMap _names;

    internal DirectoryState(ImmutableSortedDictionary<string, TenantBranch> tenants, ImmutableDictionary<string, ClientKey> keys, NameMap names) =>
        (_tenants, _keys, _names) = (tenants, keys, names);

    /// <summary>The default tenant and nothing else.</summary>
    public static DirectoryState Initial { get; } = new DirectoryState(
        ImmutableSortedDictionary.Create<string, TenantBranch>(StringComparer.OrdinalIgnoreCase),
        ImmutableDictionary.Create<string, ClientKey>(StringComparer.Ordinal),
        NameMap.Empty).With(new Tenant
        {
            Id = Tenant.DefaultId, Settings = new TenantSettings { Name = Tenant.DefaultId }, Version = 1, Created = default, Changed = default,
        });

    /// <summary>All tenants, by id.</summary>
    public IEnumerable<Tenant> Tenants => _tenants.Values.Select(branch => branch.Tenant);

    /// <summary>The number of keys, revoked ones included.</summary>
    public int KeyCount => _keys.Count;

    internal IEnumerable<TenantBranch> Branches => _tenants.Values;

    /// <summary>A tenant; null when there is none.</summary>
    public Tenant? FindTenant(string id) => Branch(id)?.Tenant;

    /// <summary>A team; null when there is none.</summary>
    public Team? FindTeam(string tenant, string id) => Branch(tenant)?.Teams.GetValueOrDefault(id);

    /// <summary>A user; null when there is none.</summary>
    public User? FindUser(string tenant, string id) => Branch(tenant)?.Users.GetValueOrDefault(id)?.User;

    /// <summary>A key; null when there is none.</summary>
    public ClientKey? FindKey(string id) => _keys.GetValueOrDefault(id);

    /// <summary>Any entry; null when there is none.</summary>
    public DirectoryEntry? Find(EntryRef entry) => entry.Kind switch
    {
        EntryKind.Tenant => FindTenant(entry.Id),
        EntryKind.Team => FindTeam(entry.Tenant, entry.Id),
        EntryKind.User => FindUser(entry.Tenant, entry.Id),
        _ => FindKey(entry.Id),
    };

    /// <summary>The teams of a tenant, by id.</summary>
    public IEnumerable<Team> TeamsOf(string tenant) => Branch(tenant)?.Teams.Values ?? [];

    /// <summary>The users of a tenant, by id.</summary>
    public IEnumerable<User> UsersOf(string tenant) => Branch(tenant)?.Users.Values.Select(user => user.User) ?? [];

    /// <summary>The keys of a tenant by user, or of one user; the oldest of a user first.</summary>
    public IEnumerable<ClientKey> KeysOf(string tenant, string? user = null) => Branch(tenant) is not { } branch
        ? []
        : (user is null ? branch.Users.Values : branch.Users.TryGetValue(user, out UserBranch? one) ? [one] : []).SelectMany(owner => owner.Keys).Select(id => _keys[id]);

    internal TenantBranch? Branch(string tenant) => _tenants.GetValueOrDefault(tenant);

    internal bool IsTenantName(string name, string id) => _names.IsTaken(name, id);

    /// <summary>The next state. An entry that is not newer than what is known changes nothing. What is under a parent comes after its parent.</summary>
    internal DirectoryState With(DirectoryEntry entry) => entry switch
    {
        Tenant tenant => With(tenant),
        Team team => With(Parent(team.Tenant).With(team)),
        User user => With(Parent(user.Tenant).With(user)),
        _ => With((ClientKey)entry),
    };

    private DirectoryState With(Tenant tenant)
    {
        TenantBranch? old = Branch(tenant.Id);
        return old?.Tenant.Version >= tenant.Version
            ? this
            : new DirectoryState(
                _tenants.SetItem(tenant.Id, old is null ? new TenantBranch(tenant) : old with { Tenant = tenant }),
                _keys,
                _names.With(tenant.Id, old?.Tenant.Settings.Name, tenant.Settings.Name, tenant.Standing));
    }

    private DirectoryState With(TenantBranch branch) =>
        ReferenceEquals(branch, Branch(branch.Tenant.Id)) ? this : new DirectoryState(_tenants.SetItem(branch.Tenant.Id, branch), _keys, _names);

    private DirectoryState With(ClientKey key)
    {
        ClientKey? old = FindKey(key.Id);
        return old?.Version >= key.Version
            ? this
            : new DirectoryState(
                old is null ? _tenants.SetItem(key.Tenant, Parent(key.Tenant).WithKey(key.User, key.Id)) : _tenants, _keys.SetItem(key.Id, key), _names);
    }

    private TenantBranch Parent(string tenant) => Branch(tenant) ?? throw new InvalidOperationException($"The directory has no tenant {tenant} yet: an entry under it came first.");
}
