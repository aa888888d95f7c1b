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
            Stack<AuditEntry> acts = new(Acts(caller, start, to, before, query.Limit + 1));
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
    private Queue<AuditEntry> Acts(Principal caller, DateOnly from, DateOnly to, long before, int count)
    {
        Queue<AuditEntry> newest = new();
        foreach (JournalRecord record in journal.Read(from, to))
        {
            if (record.Position >= before)
            {
                break;
            }

            if (AuditTrail.Of(record) is { } act && caller.May(Operation.SeeAudit, new Subject(act.Tenant)))
            {
                newest.Enqueue(AuditTrail.EntryOf(record.Position, record.Time, act));
                if (newest.Count > count)
                {
                    newest.Dequeue();
                }
            }
        }

        return newest;
    }
}
