using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>
/// GET /admin/v1/vault: a page of a tenant's entries that the caller may see, the tenant's own first. <c>limit</c> is 1 to 1,000 (default 100), <c>after</c> the
/// <c>last_id</c> of the page before, <c>user</c> leaves only one user's.
/// </summary>
internal sealed class VaultList(ITenantVaults vaults, EntryDesk desk)
{
    public async Task<RouterError?> AnswerAsync(AdminCall call)
    {
        if (!EntryList.TryLimit(call, out int limit))
        {
            return RouterError.Of(400, "limit: must be a number from 1 to 1000.");
        }

        (string? user, string? after) = (call.Query("user"), call.Query("after"));
        List<VaultInfo> page = [];
        foreach (VaultInfo info in (await vaults.ListAsync(call.Tenant)).Where(info => after is null || IsBehind(info, after)))
        {
            if ((user is null || string.Equals(info.Path.User, user, StringComparison.OrdinalIgnoreCase)) && await MaySeeAsync(call, info))
            {
                page.Add(info);
            }

            if (page.Count > limit)
            {
                break;
            }
        }

        VaultInfo[] shown = [.. page.Take(limit)];
        await JsonAnswer.WriteAsync(call.Context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (VaultInfo info in shown)
            {
                VaultView.Write(json, info);
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", page.Count > limit);
            json.WriteString("last_id", shown is [.., var last] ? IdOf(last) : null);
            json.WriteEndObject();
        });
        return null;
    }

    // A name may be in use by the tenant and by each of its users.
    private static string IdOf(VaultInfo info) => $"{info.Path.User}/{info.Path.Name}";

    /// <summary>In the order of the list, in which names hold no <c>/</c>: the entry that a page ended with may be gone.</summary>
    private static bool IsBehind(VaultInfo info, string id)
    {
        int slash = id.LastIndexOf('/');
        int users = string.CompareOrdinal(info.Path.User?.ToLowerInvariant() ?? "", slash < 0 ? "" : id[..slash].ToLowerInvariant());
        return users > 0 || (users == 0 && string.CompareOrdinal(info.Path.Name.ToLowerInvariant(), id[(slash + 1)..].ToLowerInvariant()) > 0);
    }

    private async Task<bool> MaySeeAsync(AdminCall call, VaultInfo info) => call.May(Operation.SeeVault, info.Path.User is { } user
        ? new Subject(info.Path.Tenant, (await desk.OwnerAsync(call, info.Path.Tenant, user))?.Settings.Team, user)
        : new Subject(info.Path.Tenant));
}
