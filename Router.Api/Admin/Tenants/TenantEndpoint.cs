using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;

namespace Router.Api.Admin.Tenants;

/// <summary>/admin/v1/tenants</summary>
internal sealed class TenantEndpoint(IAdminApi api)
{
    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        var order = new MakeTenant(fields.Needed("id", "the new tenant's id"), Read(fields));
        return fields.Error() ?? await call.EntryAsync(await api.CreateTenantAsync(call.Caller, order));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        TenantFields read = Read(fields);
        return fields.Error() ?? EntityTag.Read(call, out long? version)
            ?? await call.EntryAsync(await api.ChangeTenantAsync(call.Caller, new EditTenant(call.Id, read) { IfVersion = version }));
    }

    private static TenantFields Read(AdminFields fields) => new()
    {
        Name = fields.Name("name"),
        VaultFallback = fields.Flag("vault_fallback"),
        PriceMultiplier = fields.Given("price_multiplier", fields.Amount),
        Limits = fields.Given("limits", fields.Limits),
        Budget = fields.Given("budget", fields.Budget),
    };
}
