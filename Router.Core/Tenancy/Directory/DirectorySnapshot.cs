using System.Collections.Immutable;
using Router.Core.Tenancy.Directory.State;

namespace Router.Core.Tenancy.Directory;

/// <summary>The directory as it is stored.</summary>
/// <param name="Tenants">All tenants, by id.</param>
/// <param name="Teams">All teams, by tenant and id.</param>
/// <param name="Users">All users, by tenant and id.</param>
/// <param name="Keys">All keys, by tenant and user, the oldest first.</param>
public sealed record DirectorySnapshot(ImmutableArray<Tenant> Tenants, ImmutableArray<Team> Teams, ImmutableArray<User> Users, ImmutableArray<ClientKey> Keys)
{
    /// <summary>Takes a snapshot.</summary>
    public static DirectorySnapshot Of(DirectoryState state) => new(
        [.. state.Tenants],
        [.. state.Branches.SelectMany(branch => branch.Teams.Values)],
        [.. state.Branches.SelectMany(branch => branch.Users.Values).Select(user => user.User)],
        [.. state.Tenants.SelectMany(tenant => state.KeysOf(tenant.Id))]);

    /// <summary>The state that it was taken of. Ids and rules that are the same text become one object, so that many keys take little memory.</summary>
    public DirectoryState Restore()
    {
        ILookup<string, Team> teams = Teams.ToLookup(team => team.Tenant, StringComparer.OrdinalIgnoreCase);
        ILookup<string, User> users = Users.ToLookup(user => user.Tenant, StringComparer.OrdinalIgnoreCase);
        ILookup<string, ClientKey> keys = Keys.ToLookup(key => key.Tenant, StringComparer.OrdinalIgnoreCase);
        Dictionary<KeyRules, KeyRules> rules = new() { [KeyRules.Default] = KeyRules.Default };
        List<ClientKey> slim = new(Keys.Length);
        TenantBranch[] branches = [.. Tenants.Select(tenant =>
        {
            ILookup<string, ClientKey> own = keys[tenant.Id].ToLookup(key => key.User, StringComparer.OrdinalIgnoreCase);
            User[] people = [.. users[tenant.Id].Select(user => user with { Tenant = tenant.Id })];
            slim.AddRange(people.SelectMany(user => own[user.Id].Select(key => Slim(key, user, rules))));
            return new TenantBranch(tenant)
            {
                Teams = teams[tenant.Id].ToImmutableSortedDictionary(team => team.Id, team => team, StringComparer.OrdinalIgnoreCase),
                TeamNames = NameMap.Of(teams[tenant.Id].Select(team => (team.Id, team.Settings.Name, team.Standing))),
                Users = people.ToImmutableSortedDictionary(user => user.Id, user => new UserBranch(user, [.. own[user.Id].Select(key => key.Id)]), StringComparer.OrdinalIgnoreCase),
                UserNames = NameMap.Of(people.Select(user => (user.Id, user.Settings.Name, user.Standing))),
            };
        })];
        return new DirectoryState(
            branches.ToImmutableSortedDictionary(branch => branch.Tenant.Id, branch => branch, StringComparer.OrdinalIgnoreCase),
            slim.ToImmutableDictionary(key => key.Id, StringComparer.Ordinal),
            NameMap.Of(Tenants.Select(tenant => (tenant.Id, tenant.Settings.Name, tenant.Standing))));
    }

    private static ClientKey Slim(ClientKey key, User user, Dictionary<KeyRules, KeyRules> known)
    {
        if (!known.TryGetValue(key.Settings.Rules, out KeyRules? rules))
        {
            known.Add(key.Settings.Rules, rules = key.Settings.Rules);
        }

        return key with { Tenant = user.Tenant, User = user.Id, Settings = key.Settings with { Rules = rules } };
    }
}
