using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.Caching;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Cache;

/// <summary>/admin/v1/cache</summary>
internal sealed class CacheRoutes(IAdminApi api) : IAdminRoutes
{
    public const string Stats = "cache";

    public const string Clear = "cache/clear";

    public const string ClearExpired = "cache/clear-expired";

    private static readonly AdminParameter Tenant = new("tenant", "Only of this tenant. Default: all that the caller may see or clear.", Shape.Text());
    private static readonly AdminParameter Model = new("model", "Only of this model as it was asked for.", Shape.Text());

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get(Stats, Operation.SeeCache, "Tells what the response cache keeps, and what it did since the start, by tenant and model.", ReadAsync, CacheJson.Report) with
        {
            Query = [Tenant, Model], Failures = [500],
        },
        AdminRoute.Post(Clear, Operation.ClearCache, "Forgets answers.", call => ClearAsync(call, onlyExpired: false), CacheJson.Cleared) with { Query = [Tenant, Model], Failures = [500, 503] },
        AdminRoute.Post(ClearExpired, Operation.ClearCache, "Forgets answers that have expired.", call => ClearAsync(call, onlyExpired: true), CacheJson.Cleared) with
        {
            Query = [Tenant, Model], Failures = [500, 503],
        },
    ];

    private async Task<RouterError?> ReadAsync(AdminCall call) =>
        await call.AnswerAsync(await api.CacheAsync(call.Principal, new CacheQuery(call.Query("tenant"), call.Query("model"))), CacheJson.Write);

    private async Task<RouterError?> ClearAsync(AdminCall call, bool onlyExpired) => await call.AnswerAsync(
        await api.ClearCacheAsync(call.Caller, new CacheSelection(call.Query("tenant"), call.Query("model"), onlyExpired)), CacheJson.Write);
}
