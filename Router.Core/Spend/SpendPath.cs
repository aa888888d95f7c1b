using Router.Core.Tenancy;

namespace Router.Core.Spend;

/// <summary>Whose request it is, from the tenant down.</summary>
/// <param name="Team">The team; null for none.</param>
/// <param name="User">The user.</param>
/// <param name="Key">The key's public id.</param>
public readonly record struct SpendPath(string? Team, string User, string Key)
{
    /// <summary>The path of a principal.</summary>
    public static SpendPath Of(Principal principal) => new(principal.Team, principal.User, principal.KeyId);

    /// <summary>Every node that the request counts at, the tenant first.</summary>
    internal SpendNode[] Nodes() => Team is { } team
        ? [SpendNode.Tenant, new(SpendLevel.Team, team), new(SpendLevel.User, User), new(SpendLevel.Key, Key)]
        : [SpendNode.Tenant, new(SpendLevel.User, User), new(SpendLevel.Key, Key)];
}
