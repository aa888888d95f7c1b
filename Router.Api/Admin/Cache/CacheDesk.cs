using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Caching;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Cache;

/// <summary>Tells how the response cache does, and clears it, as far as the caller's role goes.</summary>
internal sealed partial class CacheDesk(IAnswerStore store, CacheTally tally, TenantFinder tenants, SnapshotHolder holder, AuditTrail audit, ILogger<CacheDesk> logger)
{
    public async ValueTask<AdminResult<CacheReport>> ReadAsync(Principal caller, CacheQuery query)
    {
        (string? tenant, AdminProblem? problem) = Reach(caller, Operation.SeeCache, query.Tenant, "see what is cached for this tenant");
        if (problem is not null)
        {
            return problem;
        }

        var selection = new CacheSelection(tenant, query.Model);
        Dictionary<CacheLabel, CacheRow> rows = tally.Read().Where(count => selection.Holds(count.Key)).ToDictionary(count => count.Key, count => new CacheRow(count.Key, 0, 0, count.Value));
        try
        {
            foreach (CacheHolding held in (await store.HoldingsAsync()).Where(held => selection.Holds(held.Label)))
            {
                rows[held.Label] = new CacheRow(held.Label, held.Entries, held.Bytes, rows.GetValueOrDefault(held.Label)?.Count ?? default);
            }
        }
        catch (AnswerStoreException exception)
        {
            return new AdminProblem(AdminProblemKind.Failed, exception.Message);
        }

        if (rows.Count == 0 && await tenants.MissingAsync(caller, Operation.SeeCache, tenant) is { } missing)
        {
            return missing;
        }

        return new CacheReport(
            holder.Current.Config.Cache.Mode,
            [.. rows.Values.OrderBy(row => row.Label.Tenant, StringComparer.Ordinal).ThenBy(row => row.Label.Model, StringComparer.Ordinal)]);
    }

    public async ValueTask<AdminResult<CacheCleared>> ClearAsync(AdminCaller caller, CacheSelection which)
    {
        (string? tenant, AdminProblem? problem) = Reach(caller.Principal, Operation.ClearCache, which.Tenant, "clear what is cached for this tenant");
        if (problem is not null)
        {
            return problem;
        }

        long entries;
        try
        {
            entries = await store.ClearAsync(which with { Tenant = tenant });
        }
        catch (AnswerStoreException exception)
        {
            return new AdminProblem(AdminProblemKind.Failed, exception.Message);
        }

        if (entries == 0 && await tenants.MissingAsync(caller.Principal, Operation.ClearCache, tenant) is { } missing)
        {
            return missing;
        }

        LogCleared(entries, tenant ?? "every tenant", which.Model ?? "every model");
        return await audit.KeepAsync(caller, which.OnlyExpired ? "cache.expired_cleared" : "cache.cleared", tenant, which.Model ?? "*") is { } unkept
            ? unkept
            : new CacheCleared(entries);
    }

    /// <summary>The tenant that is meant: who sees all means all unless he names one, others their own.</summary>
    private static (string? Tenant, AdminProblem? Problem) Reach(Principal caller, Operation operation, string? tenant, string what)
    {
        bool isAll = caller.Reach(operation) == Scope.Everything;
        return caller.Forbid(operation) is { } problem ? (null, problem)
            : isAll || tenant is null ? (tenant ?? (isAll ? null : caller.Tenant), null)
            : caller.May(operation, new Subject(tenant)) ? (tenant, null)
            : (null, CallerAccess.Forbidden(what));
    }

    [LoggerMessage(350, LogLevel.Information, "The response cache was cleared of {Entries} answers by an admin: {Tenant}, {Model}")]
    private partial void LogCleared(long entries, string tenant, string model);
}
