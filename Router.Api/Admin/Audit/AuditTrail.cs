using System.Globalization;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Events;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Events;
using Router.Core.Journal;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Audit;

/// <summary>Keeps who did what. The answer to an administrative act waits until its record is on disk.</summary>
internal sealed class AuditTrail(IJournal journal, EventHub events, TimeProvider clock)
{
    /// <summary>An administrative act.</summary>
    public static RecordType<AuditRecord> Acted { get; } = new("audit.acted", 1, AuditJson.Default.AuditRecord);

    /// <summary>An act as it is told.</summary>
    public static AuditEntry EntryOf(long position, DateTimeOffset at, AuditRecord act) => new(
        position.ToString(CultureInfo.InvariantCulture), at, act.Action, act.Tenant, act.Entry, act.ActorTenant, act.ActorUser, act.ActorKey, act.RequestId, act.Address);

    /// <summary>Keeps an act that was done.</summary>
    /// <returns>What the caller must hear; null when it is kept.</returns>
    public async Task<RouterError?> KeepAsync(AdminCall call, string action, string? tenant, string entry)
    {
        (HttpContext context, Principal principal) = (call.Context, call.Principal);
        var record = new AuditRecord(action, tenant, entry, principal.Tenant, principal.User, principal.KeyId, context.TraceIdentifier, context.Connection.RemoteIpAddress?.ToString());
        JournalTicket ticket = journal.Append(Acted, context.TraceIdentifier, record);
        if (await ticket.DurableAsync() != Durability.Durable)
        {
            return RouterError.Of(503, "It was done, but its audit record could not be kept: the journal keeps no records at the moment. GET /health with the admin key says why.") with { ShouldRetry = false };
        }

        events.Publish(new AdminActed(EntryOf(ticket.Position, clock.GetUtcNow(), record)));
        return null;
    }
}
