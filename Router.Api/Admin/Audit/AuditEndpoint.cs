using System.Globalization;
using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.Journal;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Audit;

/// <summary>
/// GET /admin/v1/audit: who did what, the newest first. <c>limit</c>, <c>after</c> (the id that the page before ended with), <c>from</c> and
/// <c>to</c> (days in UTC, default the last 30).
/// </summary>
internal sealed class AuditEndpoint(IJournal journal, TimeProvider clock)
{
    private const int UsualDays = 30;
    private const string DayFormat = "yyyy-MM-dd";

    public async Task<RouterError?> ListAsync(AdminCall call)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (!EntryList.TryLimit(call, out int limit))
        {
            return RouterError.Of(400, "limit: must be a number from 1 to 1000.");
        }

        if (!TryDay(call, "from", today.AddDays(-UsualDays), out DateOnly from) || !TryDay(call, "to", today, out DateOnly to))
        {
            return RouterError.Of(400, "from, to: must be days such as 2026-11-21.");
        }

        long before = long.MaxValue;
        if (call.Query("after") is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return RouterError.Of(400, "after: must be the id of an audit record.");
        }

        if (AccessTable.Reach(call.Actor.Role, IsDefault(call.Actor.Tenant), Operation.SeeAudit) == Scope.None)
        {
            return AdminCall.Forbidden("see the audit trail");
        }

        try
        {
            await AnswerAsync(call, [.. Newest(call, from, to, before, limit + 1)], limit);
            return null;
        }
        catch (Exception exception) when (exception is JournalDamageException || JournalFault.Covers(exception))
        {
            return RouterError.Of(500, $"The audit trail can't be read: {exception.Message}") with { Reason = "the journal can't be read" };
        }
    }

    private static bool IsDefault(string tenant) => string.Equals(tenant, Router.Core.Tenancy.Directory.Tenant.DefaultId, StringComparison.OrdinalIgnoreCase);

    private static bool TryDay(AdminCall call, string name, DateOnly usual, out DateOnly day)
    {
        day = usual;
        return call.Query(name) is not { } text || DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private IEnumerable<(long Id, DateTimeOffset Time, AuditRecord Record)> Newest(AdminCall call, DateOnly from, DateOnly to, long before, int count)
    {
        Queue<(long, DateTimeOffset, AuditRecord)> newest = new();
        foreach (JournalRecord record in journal.Read(from, to))
        {
            if (record.Position >= before)
            {
                break;
            }

            if (AuditTrail.Of(record) is { } act && call.May(Operation.SeeAudit, new Subject(act.Tenant)))
            {
                newest.Enqueue((record.Position, record.Time, act));
                if (newest.Count > count)
                {
                    newest.Dequeue();
                }
            }
        }

        return newest.Reverse();
    }

    private static Task AnswerAsync(AdminCall call, (long Id, DateTimeOffset Time, AuditRecord Record)[] acts, int limit) => JsonAnswer.WriteAsync(call.Context, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach ((long id, DateTimeOffset time, AuditRecord act) in acts.Take(limit))
        {
            Write(json, id, time, act);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more", acts.Length > limit);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, long id, DateTimeOffset time, AuditRecord act)
    {
        json.WriteStartObject();
        json.WriteString("type", "audit");
        json.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("at", time.ToString("O"));
        json.WriteString("action", act.Action);
        json.WriteString("tenant", act.Tenant);
        json.WriteString("entry", act.Entry);
        json.WriteStartObject("actor");
        json.WriteString("tenant", act.ActorTenant);
        json.WriteString("user", act.ActorUser);
        json.WriteString("key", act.ActorKey);
        json.WriteString("address", act.Address);
        json.WriteEndObject();
        json.WriteString("request_id", act.RequestId);
        json.WriteEndObject();
    }
}
