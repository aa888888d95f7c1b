using Router.Api.Admin.Calls;
using Router.Api.Spend;
using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>What a caller may see and do of the directory: <see cref="AccessTable"/> applied to entries.</summary>
internal static class EntryAccess
{
    public static Operation ToSee(EntryKind kind) => kind == EntryKind.Key ? Operation.SeeKeys : Operation.SeeDirectory;

    /// <summary>Whom an entry is about.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="owner">Of a key, its user.</param>
    public static Subject SubjectOf(DirectoryEntry entry, User? owner) => entry switch
    {
        Team team => new Subject(team.Tenant, team.Id),
        User user => new Subject(user.Tenant, user.Settings.Team, user.Id),
        ClientKey key => new Subject(key.Tenant, owner?.Settings.Team, key.User),
        _ => new Subject(entry.Id),
    };

    /// <summary>Why a caller may not manage something; null when he may.</summary>
    /// <param name="caller">Who wants to.</param>
    /// <param name="kind">What is managed.</param>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="role">The role of the user that it is about, or that he shall have; null for none.</param>
    public static AdminProblem? ForbidManaging(Principal caller, EntryKind kind, Subject subject, Role? role)
    {
        (Operation operation, string what) = kind switch
        {
            EntryKind.Tenant => (Operation.ManageTenants, "manage tenants"),
            EntryKind.Team => (Operation.ManageTeams, "manage this team"),
            EntryKind.User => (Operation.ManageUsers, "manage this user"),
            _ => (Operation.ManageKeys, "manage keys of this user"),
        };
        bool isOwn = kind == EntryKind.Key && AccessTable.Needed(Actor.Of(caller), subject) == Scope.OwnUser;
        return caller.Forbid(operation, subject, what)
            ?? (role is { } other && !isOwn && !AccessTable.MayGrant(caller.Role, other) ? CallerAccess.Forbidden($"{what}, whose role is above its own") : null);
    }

    /// <summary>Why a caller may not set limits, a budget or a price; null when he may.</summary>
    /// <param name="caller">Who wants to.</param>
    /// <param name="subject">Whom it is about.</param>
    public static AdminProblem? ForbidLimits(Principal caller, Subject subject) => caller.Forbid(Operation.ManageBudgets, subject, "set limits and budgets");

    /// <summary>The same of an entry of which router.json may name them, and then it has the word.</summary>
    public static AdminProblem? ForbidLimits(Principal caller, Subject subject, EntryRef entry, FileLimits said) =>
        ForbidLimits(caller, subject) ?? (said.Names(entry) ? InFile(entry) : null);

    private static AdminProblem InFile(EntryRef entry) => new(
        AdminProblemKind.Conflict, $"Limits{(entry.Kind == EntryKind.Tenant ? ", budget and price multiplier" : " and budget")} of the {EntryWords.Of(entry.Kind)} \"{entry.Id}\" stand in router.json and are read-only here; change them under \"tenants\" in that file.");
}
