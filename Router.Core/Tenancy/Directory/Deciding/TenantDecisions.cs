using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>Commands about tenants.</summary>
internal static class TenantDecisions
{
    public static DirectoryAnswer Create(DirectoryState state, CreateTenant command, DateTimeOffset now)
    {
        if (Check(command.Settings, new Rules().Id(command.Id)) is { Length: > 0 } problems)
        {
            return DirectoryAnswer.Refused(problems);
        }

        if (state.FindTenant(command.Id) is { } existing)
        {
            return Decisions.Again(existing, existing.Settings == command.Settings);
        }

        return state.IsTenantName(command.Settings.Name, command.Id)
            ? Decisions.NameTaken(command.Settings.Name)
            : DirectoryAnswer.Done(DirectoryChange.Created, new Tenant { Id = command.Id, Settings = command.Settings, Version = 1, Created = now, Changed = now });
    }

    public static DirectoryAnswer Change(DirectoryState state, ChangeTenant command, DateTimeOffset now)
    {
        if (Check(command.Settings, new Rules()) is { Length: > 0 } problems)
        {
            return DirectoryAnswer.Refused(problems);
        }

        Tenant? tenant = state.FindTenant(command.Id);
        if (tenant is { Standing: not Standing.Deleted } && tenant.Settings == command.Settings)
        {
            return DirectoryAnswer.Unchanged(tenant);
        }

        return Decisions.Blocked(tenant, EntryKind.Tenant, command.Id, command.IfVersion)
            ?? (state.IsTenantName(command.Settings.Name, tenant!.Id)
                ? Decisions.NameTaken(command.Settings.Name)
                : DirectoryAnswer.Done(DirectoryChange.Changed, Decisions.Amended(tenant, now) with { Settings = command.Settings }));
    }

    private static ImmutableArray<DirectoryProblem> Check(TenantSettings settings, Rules rules) =>
        rules.Name(settings.Name).Limits(settings.Limits).Budget(settings.Budget).PriceMultiplier(settings.PriceMultiplier).Problems;
}
