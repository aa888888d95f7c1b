using Router.Api.Admin.Routes;
using Router.Api.Journal;

namespace Router.Api.Admin.Audit;

/// <summary>Registers the audit trail.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddRawRecords(AuditTrail.Acted)
        .AddSingleton<AuditTrail>()
        .AddSingleton<AuditReader>()
        .AddAdminRoutes<AuditRoutes>();
}
