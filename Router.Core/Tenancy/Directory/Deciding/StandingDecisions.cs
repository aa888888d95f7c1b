namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>Suspending, resuming, deleting and revoking.</summary>
internal static class StandingDecisions
{
    public static DirectoryAnswer Set(DirectoryState state, SetStanding command, DateTimeOffset now)
    {
        if (!Enum.IsDefined(command.Standing) || !Enum.IsDefined(command.Entry.Kind))
        {
            return DirectoryAnswer.Refused(DirectoryProblemKind.Invalid, "standing", "must be active, suspended or deleted");
        }

        DirectoryEntry? entry = state.Find(command.Entry);
        if (entry?.Standing == command.Standing)
        {
            return DirectoryAnswer.Unchanged(entry);
        }

        if (Decisions.Blocked(entry, command.Entry.Kind, command.Entry.Id, command.IfVersion) is { } blocked)
        {
            return blocked;
        }

        if (entry is Tenant { Id: Tenant.DefaultId })
        {
            return DirectoryAnswer.Refused(DirectoryProblemKind.Conflict, "standing", "the default tenant administers the others and can't be closed; suspend its users instead");
        }

        DirectoryChange change = command.Standing switch
        {
            Standing.Active => DirectoryChange.Resumed,
            Standing.Suspended => DirectoryChange.Suspended,
            _ => DirectoryChange.Deleted,
        };
        return DirectoryAnswer.Done(change, Decisions.Amended(entry!, now) with { Standing = command.Standing });
    }
}
