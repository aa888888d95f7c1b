namespace Router.Core.Tenancy.Directory;

/// <summary>Names an entry.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Tenant">Its tenant; for a key empty, because ids of keys are unique over all tenants.</param>
/// <param name="Id">Its id.</param>
public readonly record struct EntryRef(EntryKind Kind, string Tenant, string Id)
{
    /// <summary>A tenant.</summary>
    public static EntryRef OfTenant(string id) => new(EntryKind.Tenant, id, id);

    /// <summary>A team.</summary>
    public static EntryRef OfTeam(string tenant, string id) => new(EntryKind.Team, tenant, id);

    /// <summary>A user.</summary>
    public static EntryRef OfUser(string tenant, string id) => new(EntryKind.User, tenant, id);

    /// <summary>A key.</summary>
    public static EntryRef OfKey(string id) => new(EntryKind.Key, "", id);
}
