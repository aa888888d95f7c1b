using System.Collections.Immutable;
using Router.Core.Tenancy.Directory.State;

namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>Commands about teams.</summary>
internal static class TeamDecisions
{
    public static DirectoryAnswer Create(DirectoryState state, CreateTeam command, DateTimeOffset now)
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

        if (branch!.Teams.TryGetValue(command.Id, out Team? existing))
        {
            return Decisions.Again(existing, existing.Settings == command.Settings);
        }

        return branch.TeamNames.IsTaken(command.Settings.Name, command.Id)
            ? Decisions.NameTaken(command.Settings.Name)
            : DirectoryAnswer.Done(DirectoryChange.Created, new Team { Tenant = branch.Tenant.Id, Id = command.Id, Settings = command.Settings, Version = 1, Created = now, Changed = now });
    }

    public static DirectoryAnswer Change(DirectoryState state, ChangeTeam command, DateTimeOffset now)
    {
        if (Check(command.Settings, new Rules()) is { Length: > 0 } problems)
        {
            return DirectoryAnswer.Refused(problems);
        }

        Team? team = state.FindTeam(command.Tenant, command.Id);
        if (team is { Standing: not Standing.Deleted } && team.Settings == command.Settings)
        {
            return DirectoryAnswer.Unchanged(team);
        }

        return Decisions.Blocked(team, EntryKind.Team, command.Id, command.IfVersion)
            ?? (state.Branch(command.Tenant)!.TeamNames.IsTaken(command.Settings.Name, team!.Id)
                ? Decisions.NameTaken(command.Settings.Name)
                : DirectoryAnswer.Done(DirectoryChange.Changed, Decisions.Amended(team, now) with { Settings = command.Settings }));
    }

    private static ImmutableArray<DirectoryProblem> Check(TeamSettings settings, Rules rules) =>
        rules.Name(settings.Name).Limits(settings.Limits).Budget(settings.Budget).Problems;
}
