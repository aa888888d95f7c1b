using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.Journal;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Audit;

/// <summary>
/// Keeps who did what. The answer to an administrative act waits until its record is on disk. Changes of the directory have it in their own records; what
/// has no record else gets one here.
/// </summary>
internal sealed class AuditTrail(IJournal journal)
{
    /// <summary>An administrative act.</summary>
    public static RecordType<AuditRecord> Acted { get; } = new("audit.acted", 1, AuditJson.Default.AuditRecord);

    /// <summary>Who sends a call, for the record of what it changes.</summary>
    public static Requester RequesterOf(AdminCall call) =>
        new(call.Principal.Tenant, call.Principal.User, call.Principal.KeyId, call.Context.TraceIdentifier, call.Context.Connection.RemoteIpAddress?.ToString());

    /// <summary>The act that a record tells; null when it tells none.</summary>
    public static AuditRecord? Of(in JournalRecord record)
    {
        if (record.Is(Acted))
        {
            return record.Read(Acted);
        }

        if (!record.Is(DirectoryJournal.Changed) || record.Read(DirectoryJournal.Changed) is not { By: { } by } effect)
        {
            return null;
        }

        EntryKind kind = effect.Entry.Ref.Kind;
        string tenant = effect.Entry is ClientKey key ? key.Tenant : effect.Entry.Ref.Tenant;
        return new AuditRecord($"{EntryWords.Of(kind)}.{EntryWords.Of(kind, effect.Change)}", tenant, effect.Entry.Id, by.Tenant, by.User, by.Key, by.Request, by.Address);
    }

    /// <summary>Keeps an act that was done.</summary>
    /// <returns>What the caller must hear; null when it is kept.</returns>
    public Task<RouterError?> KeepAsync(AdminCall call, string action, string? tenant, string entry) => KeepAsync(call.Context, call.Principal, action, tenant, entry);

    /// <inheritdoc cref="KeepAsync(AdminCall, string, string?, string)"/>
    public async Task<RouterError?> KeepAsync(HttpContext context, Principal principal, string action, string? tenant, string entry)
    {
        var record = new AuditRecord(action, tenant, entry, principal.Tenant, principal.User, principal.KeyId, context.TraceIdentifier, context.Connection.RemoteIpAddress?.ToString());
        return await journal.Append(Acted, context.TraceIdentifier, record).DurableAsync() == Durability.Durable
            ? null
            : RouterError.Of(503, "It was done, but its audit record could not be kept: the journal keeps no records at the moment. GET /health with the admin key says why.") with { ShouldRetry = false };
    }
}
