using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Tenants;

/// <summary>/admin/v1/tenants: only admins of the default tenant change them.</summary>
internal sealed class TenantEndpoint(EntryDesk desk)
{
    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        string id = fields.Text("id") ?? "";
        TenantSettings settings = Read(fields, new TenantSettings { Name = id });
        return EntryAccess.ForbidManaging(call, EntryKind.Tenant, new Subject(id), role: null) ?? EntryAccess.ForbidLimits(call, fields, new Subject(id), EntryRef.OfTenant(id)) ?? fields.Error() ?? EntryDesk.Taken(call, EntryRef.OfTenant(id))
            ?? await desk.RunAsync(call, new CreateTenant(id, settings));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        (DirectoryEntry? entry, RouterError? error) = await desk.FindToManageAsync(call, EntryRef.OfTenant(call.Id));
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((error ?? badTag) is { } wrong)
        {
            return wrong;
        }

        TenantSettings settings = Read(fields, ((Tenant)entry!).Settings);
        return EntryAccess.ForbidLimits(call, fields, new Subject(entry.Id), entry.Ref) ?? fields.Error() ?? await desk.RunAsync(call, new ChangeTenant(entry.Id, settings, version));
    }

    private static TenantSettings Read(AdminFields fields, TenantSettings present)
    {
        (string? name, bool? fallback, decimal? multiplier) = (fields.Text("name"), fields.Flag("vault_fallback"), fields.Amount("price_multiplier"));
        (var limits, var budget) = (fields.Limits("limits"), fields.Budget("budget"));
        return new TenantSettings
        {
            Name = fields.Has("name") ? name ?? "" : present.Name,
            VaultFallback = fallback ?? present.VaultFallback,
            PriceMultiplier = fields.Has("price_multiplier") ? multiplier : present.PriceMultiplier,
            Limits = fields.Has("limits") ? limits : present.Limits,
            Budget = fields.Has("budget") ? budget : present.Budget,
        };
    }
}
