using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>
/// Tells sums of usage as far as the caller's role goes. Sums know one name each: who sees no whole tenant can be told only those by team, user and key,
/// since a sum by model or session holds what others used.
/// </summary>
internal sealed class UsageReader(IUsageLedger usage, EntryFinder finder, TenantFinder tenants, SnapshotHolder holder)
{
    public async ValueTask<AdminResult<AdminPage<UsageRow>>> ReadAsync(Principal caller, UsageQuery query)
    {
        Scope reach = caller.Reach(Operation.SeeUsage);
        if (reach == Scope.Everything)
        {
            return await TellAsync(caller, query, await usage.QueryAsync(query));
        }

        bool isPersonal = query.GroupBy is UsageGroup.Team or UsageGroup.User or UsageGroup.Key;
        if (reach == Scope.None || (reach < Scope.OwnTenant && !isPersonal))
        {
            return CallerAccess.Forbidden(reach == Scope.None ? OperationWords.Of(Operation.SeeUsage) : "see usage by anything but team, user and key (group_by), since others' is in such sums");
        }

        bool isOwnTenant = query.Tenant is null || string.Equals(query.Tenant, caller.Tenant, StringComparison.OrdinalIgnoreCase);
        List<UsageRow> seen = [];
        foreach (UsageRow row in isOwnTenant ? await usage.QueryAsync(query with { Tenant = caller.Tenant }) : [])
        {
            if (caller.May(Operation.SeeUsage, await SubjectAsync(query.GroupBy, row)))
            {
                seen.Add(row);
            }
        }

        return await TellAsync(caller, query, seen);
    }

    private async Task<AdminResult<AdminPage<UsageRow>>> TellAsync(Principal caller, UsageQuery query, IEnumerable<UsageRow> rows)
    {
        AdminPage<UsageRow> page = AdminPages.Whole(rows);
        AdminProblem? missing = page.Items.IsEmpty ? await tenants.MissingAsync(caller, Operation.SeeUsage, query.Tenant) : null;
        return missing is null ? page : missing;
    }

    private async Task<Subject> SubjectAsync(UsageGroup group, UsageRow row) => group switch
    {
        UsageGroup.Team => new Subject(row.Tenant, row.Name.Length == 0 ? null : row.Name),
        UsageGroup.User => await OfUserAsync(row.Tenant, row.Name),
        UsageGroup.Key => await OwnerOfAsync(row.Tenant, row.Name) is { } owner ? await OfUserAsync(row.Tenant, owner) : new Subject(row.Tenant),
        _ => new Subject(row.Tenant),
    };

    private async Task<Subject> OfUserAsync(string tenant, string user) => new(tenant, (await finder.OwnerAsync(tenant, user))?.Settings.Team, user);

    /// <summary>Whose key it is; null for one of the first start, and for what is not told apart.</summary>
    private async Task<string?> OwnerOfAsync(string tenant, string key)
    {
        ClientKeyConfig? inFile = holder.Current.KeyIds.Find(key);
        return inFile is not null && string.Equals(inFile.Tenant, tenant, StringComparison.OrdinalIgnoreCase) ? inFile.User
            : (await finder.AnyAsync(EntryRef.OfKey(key)) is ClientKey found && found.Tenant == tenant ? found.User : null);
    }
}
