using System.Collections.Immutable;
using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>Tells an empty list from one of a tenant that is not there, or not for the caller.</summary>
internal sealed class TenantFinder(IDirectory directory, EntryFinder finder, SnapshotHolder holder)
{
    private const int MostTold = 20;

    /// <summary>Why a list of a tenant has nothing in it; null when there just is nothing.</summary>
    /// <param name="caller">Who asked for it.</param>
    /// <param name="operation">What he wants to see.</param>
    /// <param name="tenant">Whose; null for all that he may see.</param>
    public async ValueTask<AdminProblem?> MissingAsync(Principal caller, Operation operation, string? tenant)
    {
        if (tenant is null || string.Equals(tenant, caller.Tenant, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (caller.Reach(operation) < Scope.Everything)
        {
            return new AdminProblem(AdminProblemKind.Missing, EntryFinder.Missing(EntryRef.OfTenant(tenant)));
        }

        bool isKnown = await finder.AnyAsync(EntryRef.OfTenant(tenant)) is not null || holder.Current.Limits.Of(tenant).Count > 0;
        return isKnown ? null : new AdminProblem(AdminProblemKind.Missing, $"There is no tenant \"{tenant}\"; there are {await NamesAsync()}.");
    }

    private async Task<string> NamesAsync()
    {
        ImmutableArray<DirectoryEntry> kept = await directory.ListAsync(new DirectoryQuery(EntryKind.Tenant, "") { Count = MostTold });
        string[] names = [.. kept.Concat(FileEntries.Of(holder.Current, EntryKind.Tenant, "")).Select(entry => entry.Id).Distinct(StringComparer.OrdinalIgnoreCase)];
        return names.Length < MostTold ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostTold))} and perhaps more";
    }
}
