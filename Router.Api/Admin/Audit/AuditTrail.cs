using Router.Api.Admin.Calls;
using Router.Api.Errors;
using Router.Core.Journal;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Audit;

/// <summary>Keeps who did what. The answer to an administrative act waits until its record is on disk.</summary>
internal sealed class AuditTrail(IJournal journal)
{
    /// <summary>An administrative act.</summary>
    public static RecordType<AuditRecord> Acted { get; } = new("audit.acted", 1, AuditJson.Default.AuditRecord);

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
