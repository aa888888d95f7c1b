using Router.Api.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>Entries as they are told: limits and budgets as they count and whose word they are, and what closes them though they may be in use themselves.</summary>
internal sealed class EntryTeller(IDirectory directory, EntryFinder finder, SnapshotHolder holder, TimeProvider clock)
{
    public async ValueTask<DirectoryEntry> TellAsync(DirectoryEntry entry) => 
        holder.Current.Limits.Over(entry) with { Closing = await ClosingAsync(entry), BoundsInFile = holder.Current.Limits.Names(entry.Ref) };

    private async ValueTask<KeyRefusal> ClosingAsync(DirectoryEntry entry)
    {
        switch (entry)
        {
            case Team team:
                return await AboveAsync(team.Tenant, team: null, user: null);
            case User user:
                return await AboveAsync(user.Tenant, user.Settings.Team, user: null);
            case ClientKey key:
                KeyRefusal above = await AboveAsync(key.Tenant, await TeamOfAsync(key), key.User);
                return above == KeyRefusal.None && key.Settings.Expires <= clock.GetUtcNow() ? KeyRefusal.Expired : above;
            default:
                return KeyRefusal.None;
        }
    }

    // A key of router.json names its team itself.
    private async ValueTask<string?> TeamOfAsync(ClientKey key) => key.Version == 0 && holder.Current.KeyIds.Find(key.Id) is { } said
        ? said.Team
        : (await finder.OwnerAsync(key.Tenant, key.User))?.Settings.Team;

    private async ValueTask<KeyRefusal> AboveAsync(string tenant, string? team, string? user) => Closings.Of(
        Standing.Active,
        user is null ? Standing.Active : await StandingAsync(EntryRef.OfUser(tenant, user)),
        team is null ? Standing.Active : await StandingAsync(EntryRef.OfTeam(tenant, team)),
        await StandingAsync(EntryRef.OfTenant(tenant)));

    private async ValueTask<Standing> StandingAsync(EntryRef entry) => (await directory.FindAsync(entry))?.Standing ?? Standing.Active;
}
