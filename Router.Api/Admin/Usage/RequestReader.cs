using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>Tells the last messages that the caller may see.</summary>
internal sealed class RequestReader(IUsageLedger usage, TenantFinder tenants)
{
    public async ValueTask<AdminResult<AdminPage<UsageRecord>>> ReadAsync(Principal caller, RequestQuery query)
    {
        if (caller.Forbid(Operation.SeeRequests) is { } problem)
        {
            return problem;
        }

        IEnumerable<UsageRecord> records = await usage.RecentAsync();
        records = query.After is { } after ? records.SkipWhile(record => record.Id.ToString() != after).Skip(1) : records;
        AdminPage<UsageRecord> page = AdminPages.First(records.Where(record => Wanted(record, query) && May(caller, record)), query.Limit, static record => record.Id.ToString());
        AdminProblem? missing = page.Items.IsEmpty ? await tenants.MissingAsync(caller, Operation.SeeRequests, query.Tenant) : null;
        return missing is null ? page : missing;
    }

    /// <summary>Whether somebody may see a record.</summary>
    public static bool May(Principal caller, UsageRecord record) => caller.May(Operation.SeeRequests, new Subject(record.Tenant, record.Path.Team, record.Path.User));

    private static bool Wanted(UsageRecord record, RequestQuery query) =>
        (query.Tenant is null || query.Tenant == record.Tenant) && (query.User is null || query.User == record.Path.User) && (query.Session is null || query.Session == record.Origin.Session)
        && (query.RequestId is null || query.RequestId == record.RequestId);
}
