using System.Collections.Immutable;
using Router.Core.Tenancy.Directory.State;

namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>Commands about users.</summary>
internal static class UserDecisions
{
    public static DirectoryAnswer Create(DirectoryState state, CreateUser command, DateTimeOffset now)
    {
        if (Check(command.Settings, new Rules().Id(command.Id)) is { Length: > 0 } problems)
        {
            return DirectoryAnswer.Refused(problems);
        }

        TenantBranch? branch = state.Branch(command.Tenant);
        if (Decisions.Closed(branch?.Tenant, command.Tenant) is { } closed)
        {
            return closed;
        }

        if (branch!.Users.TryGetValue(command.Id, out UserBranch? existing))
        {
            return Decisions.Again(existing.User, existing.User.Settings == command.Settings);
        }

        return Misplaced(branch, command.Settings, command.Id) ?? DirectoryAnswer.Done(
            DirectoryChange.Created, new User { Tenant = branch.Tenant.Id, Id = command.Id, Settings = command.Settings, Version = 1, Created = now, Changed = now });
    }

    public static DirectoryAnswer Change(DirectoryState state, ChangeUser command, DateTimeOffset now)
    {
        if (Check(command.Settings, new Rules()) is { Length: > 0 } problems)
        {
            return DirectoryAnswer.Refused(problems);
        }

        User? user = state.FindUser(command.Tenant, command.Id);
        if (user is { Standing: not Standing.Deleted } && user.Settings == command.Settings)
        {
            return DirectoryAnswer.Unchanged(user);
        }

        return Decisions.Blocked(user, EntryKind.User, command.Id, command.IfVersion)
            ?? Misplaced(state.Branch(command.Tenant)!, command.Settings, user!.Id, user.Settings.Team)
            ?? DirectoryAnswer.Done(DirectoryChange.Changed, Decisions.Amended(user, now) with { Settings = command.Settings });
    }

    /// <summary>Why a user can't stand there; null when he can. One whose team was deleted may keep it while something else changes.</summary>
    private static DirectoryAnswer? Misplaced(TenantBranch branch, UserSettings settings, string id, string? present = null)
    {
        if (settings.Team is { } team && team != present)
        {
            switch (branch.Teams.GetValueOrDefault(team)?.Standing)
            {
                case null:
                    return Decisions.Unknown(EntryKind.Team, team, "settings.team", branch.Tenant.Id);
                case Standing.Deleted:
                    return Decisions.Gone(EntryKind.Team, team, "settings.team");
            }
        }

        return branch.UserNames.IsTaken(settings.Name, id) ? Decisions.NameTaken(settings.Name) : null;
    }

    private static ImmutableArray<DirectoryProblem> Check(UserSettings settings, Rules rules) =>
        rules.Name(settings.Name).Role(settings.Role).Limits(settings.Limits).Budget(settings.Budget).Problems;
}
