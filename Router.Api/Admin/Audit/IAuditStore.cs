using Router.Core.AdminContract;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Audit;

/// <summary>Where nodes keep the audit trail that they share. Changes of the directory and of vaults are told there by their owners; a gateway that is alone has its journal.</summary>
internal interface IAuditStore
{
    /// <summary>Keeps an act.</summary>
    /// <returns>The act as it is told; null when it can't be kept.</returns>
    Task<AuditEntry?> KeepAsync(AuditRecord act);

    /// <summary>The newest acts that somebody may see.</summary>
    Task<AdminResult<AdminPage<AuditEntry>>> ReadAsync(Principal caller, AuditQuery query);
}
