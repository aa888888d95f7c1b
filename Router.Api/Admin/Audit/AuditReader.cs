using System.Globalization;
using Router.Api.Admin.Calls;
using Router.Core.AdminContract;
using Router.Core.Journal;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Audit;

/// <summary>Reads who did what, the newest first: from what nodes share, else from the journal, as far back as a page needs, in steps that double.</summary>
internal sealed class AuditReader(IJournal journal, TimeProvider clock, IAuditStore? fleet = null)
{
    public async ValueTask<AdminResult<AdminPage<AuditEntry>>> ReadAsync(Principal caller, AuditQuery query) =>
        fleet is null ? Read(caller, query)
        : caller.Forbid(Operation.SeeAudit) is { } problem ? problem
        : await fleet.ReadAsync(caller, query);

    private AdminResult<AdminPage<AuditEntry>> Read(Principal caller, AuditQuery query)
    {
        long before = long.MaxValue;
        if (query.After is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return new AdminProblem(AdminProblemKind.Invalid, "after: use the last_id of the page before.");
        }

        if (caller.Forbid(Operation.SeeAudit) is { } problem)
        {
            return problem;
        }

        try
        {
            return AdminPages.First(Newest(caller, query, before), query.Limit, static act => act.Id);
        }
        catch (Exception exception) when (exception is JournalDamageException || JournalFault.Covers(exception))
        {
            return new AdminProblem(AdminProblemKind.Failed, $"The audit trail can't be read: {exception.Message}");
        }
    }

    private IEnumerable<AuditEntry> Newest(Principal caller, AuditQuery query, long before)
    {
        // A clock that was set back may have left records of days to come.
        DateOnly to = query.To ?? DateOnly.MaxValue;
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        DateOnly from = query.From ?? DateOnly.MinValue;
        DateOnly first = to < today ? to : today;
        for (int days = 1; to >= from; days *= 2)
        {
            DateOnly start = first.DayNumber - days < from.DayNumber ? from : first.AddDays(1 - days);
            Stack<AuditEntry> acts = new(Acts(caller, query, start, to, before));
            while (acts.TryPop(out AuditEntry? act))
            {
                yield return act;
            }

            if (start == from)
            {
                yield break;
            }

            to = first = start.AddDays(-1);
        }
    }

    /// <summary>The newest acts of some days, in the order in which they happened.</summary>
    private Queue<AuditEntry> Acts(Principal caller, AuditQuery query, DateOnly from, DateOnly to, long before)
    {
        Queue<AuditEntry> newest = new();
        foreach (JournalRecord record in journal.Read(from, to))
        {
            if (record.Position >= before)
            {
                break;
            }

            if (AuditTrail.Of(record) is { } act && IsWanted(act, query) && caller.May(Operation.SeeAudit, new Subject(act.Tenant)))
            {
                newest.Enqueue(AuditTrail.EntryOf(record.Position, record.Time, act));
                if (newest.Count > query.Limit + 1)
                {
                    newest.Dequeue();
                }
            }
        }

        return newest;
    }

    /// <summary>Whether an act is one of those that are asked for.</summary>
    public static bool IsWanted(AuditRecord act, AuditQuery query) =>
        (query.Tenant is null || string.Equals(query.Tenant, act.Tenant, StringComparison.OrdinalIgnoreCase))
        && (query.Action is not { } action || act.Action == action || act.Action.StartsWith($"{action}.", StringComparison.Ordinal))
        && Holds(act.ActorUser, query.Actor) && Holds(act.Entry, query.Entry);

    private static bool Holds(string text, string? wanted) => wanted is null || text.Contains(wanted, StringComparison.OrdinalIgnoreCase);
}
