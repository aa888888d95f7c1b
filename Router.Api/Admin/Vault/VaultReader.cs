using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>Tells vault entries that the caller may see; never a secret.</summary>
internal sealed class VaultReader(ITenantVaults vaults, EntryFinder finder, TenantFinder tenants, SnapshotHolder holder)
{
    public async ValueTask<AdminResult<AdminPage<VaultInfo>>> ListAsync(Principal caller, VaultQuery query)
    {
        if (caller.Forbid(Operation.SeeVault) is { } problem)
        {
            return problem;
        }

        List<VaultInfo> page = [];
        foreach (VaultInfo info in (await vaults.ListAsync(query.Tenant)).Where(info => query.After is null || IsBehind(info, query.After)))
        {
            if ((query.User is null || Same(info.Path.User, query.User)) && await MaySeeAsync(caller, info.Path))
            {
                page.Add(Told(info, holder.Current.Config));
            }

            if (page.Count > query.Limit)
            {
                break;
            }
        }

        AdminProblem? missing = page.Count == 0 ? await tenants.MissingAsync(caller, Operation.SeeVault, query.Tenant) : null;
        return missing is null ? AdminPages.First(page, query.Limit, IdOf) : missing;
    }

    public async ValueTask<AdminResult<VaultInfo>> FindAsync(Principal caller, VaultPath path) =>
        await MaySeeAsync(caller, path) && (await vaults.ListAsync(path.Tenant)).FirstOrDefault(info => Same(info.Path.Name, path.Name) && Same(info.Path.User, path.User)) is { } found
            ? Told(found, holder.Current.Config)
            : new AdminProblem(AdminProblemKind.Missing, $"There is no vault entry \"{path.Name}\" that this key may see; look the name up in the list, and name its user with user=.");

    /// <summary>An entry with the providers that its secret may go to.</summary>
    public static VaultInfo Told(VaultInfo info, RouterConfig config) =>
        info with { Providers = [.. config.Providers.Where(provider => VaultDestination.Of(provider.BaseUrl) == info.Destination).Select(provider => provider.Name)] };

    // A name may be in use by the tenant and by each of its users.
    private static string IdOf(VaultInfo info) => $"{info.Path.User}/{info.Path.Name}";

    /// <summary>In the order of the list, in which names hold no <c>/</c>: the entry that a page ended with may be gone.</summary>
    private static bool IsBehind(VaultInfo info, string id)
    {
        int slash = id.LastIndexOf('/');
        int users = string.CompareOrdinal(info.Path.User?.ToLowerInvariant() ?? "", slash < 0 ? "" : id[..slash].ToLowerInvariant());
        return users > 0 || (users == 0 && string.CompareOrdinal(info.Path.Name.ToLowerInvariant(), id[(slash + 1)..].ToLowerInvariant()) > 0);
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private async Task<bool> MaySeeAsync(Principal caller, VaultPath path) => caller.May(Operation.SeeVault, await finder.SubjectOfAsync(path.Tenant, path.User));
}
