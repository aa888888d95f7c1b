namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>Decides about entries that were made elsewhere.</summary>
internal static class ImportDecisions
{
    /// <summary>Takes an entry over, unless it is here already, in this version or a later one.</summary>
    /// <param name="state">The directory.</param>
    /// <param name="entry">The entry as it was elsewhere.</param>
    /// <param name="left">Why it can't be taken over; null when it can, or is here.</param>
    /// <returns>Null when nothing is to be done.</returns>
    public static DirectoryEffect? Take(DirectoryState state, DirectoryEntry entry, out string? left)
    {
        DirectoryEntry? here = state.Find(entry.Ref);
        left = here is not null && here.Created != entry.Created ? "another one of this id was made here"
            : Parent(entry) is { } parent && state.Find(parent) is null ? $"there is no {parent.Kind.ToString().ToLowerInvariant()} \"{parent.Id}\""
            : entry.Standing != Standing.Deleted && IsNameTaken(state, entry) ? "its name is another one's here"
            : null;
        return left is not null || here?.Version >= entry.Version ? null : new DirectoryEffect(here is null ? DirectoryChange.Created : DirectoryChange.Changed, entry);
    }

    /// <summary>What must be there before an entry; null for a tenant.</summary>
    public static EntryRef? Parent(DirectoryEntry entry) => entry switch
    {
        Team team => EntryRef.OfTenant(team.Tenant),
        User user => EntryRef.OfTenant(user.Tenant),
        ClientKey key => EntryRef.OfUser(key.Tenant, key.User),
        _ => null,
    };

    private static bool IsNameTaken(DirectoryState state, DirectoryEntry entry) => entry switch
    {
        Tenant tenant => state.IsTenantName(tenant.Settings.Name, tenant.Id),
        Team team => state.Branch(team.Tenant)?.TeamNames.IsTaken(team.Settings.Name, team.Id) == true,
        User user => state.Branch(user.Tenant)?.UserNames.IsTaken(user.Settings.Name, user.Id) == true,
        _ => false,
    };
}
