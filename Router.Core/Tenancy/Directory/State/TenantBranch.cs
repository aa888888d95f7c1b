using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory.State;

/// <summary>A tenant and what is under it, by id.</summary>
internal sealed record TenantBranch(Tenant Tenant)
{
    public ImmutableSortedDictionary<string, Team> Teams { get; init; } = ImmutableSortedDictionary.Create<string, Team>(StringComparer.OrdinalIgnoreCase);

    public ImmutableSortedDictionary<string, UserBranch> Users { get; init; } = ImmutableSortedDictionary.Create<string, UserBranch>(StringComparer.OrdinalIgnoreCase);

    public NameMap TeamNames { get; init; } = NameMap.Empty;

    public NameMap UserNames { get; init; } = NameMap.Empty;

    public TenantBranch With(Team team)
    {
        Team? old = Teams.GetValueOrDefault(team.Id);
        return old?.Version >= team.Version ? this : this with
        {
            Teams = Teams.SetItem(team.Id, team),
            TeamNames = TeamNames.With(team.Id, old?.Settings.Name, team.Settings.Name, team.Standing),
        };
    }

    public TenantBranch With(User user)
    {
        UserBranch? old = Users.GetValueOrDefault(user.Id);
        return old?.User.Version >= user.Version ? this : this with
        {
            Users = Users.SetItem(user.Id, new UserBranch(user, old?.Keys ?? [])),
            UserNames = UserNames.With(user.Id, old?.User.Settings.Name, user.Settings.Name, user.Standing),
        };
    }

    public TenantBranch WithKey(string user, string key) =>
        this with { Users = Users.SetItem(user, Users[user] with { Keys = Users[user].Keys.Add(key) }) };
}
