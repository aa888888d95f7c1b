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
        return EntryAccess.ForbidManaging(call, EntryKind.Tenant, new Subject(id), role: null) ?? fields.Error() ?? EntryDesk.Taken(call, EntryRef.OfTenant(id))
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
        return fields.Error() ?? await desk.RunAsync(call, new ChangeTenant(entry.Id, settings, version));
    }

    private static TenantSettings Read(AdminFields fields, TenantSettings present)
    {
        (string? name, bool? fallback) = (fields.Text("name"), fields.Flag("vault_fallback"));
        (var limits, var budget) = (fields.Limits("limits"), fields.Budget("budget"));
        return new TenantSettings
        {
            Name = fields.Has("name") ? name ?? "" : present.Name,
            VaultFallback = fallback ?? present.VaultFallback,
            Limits = fields.Has("limits") ? limits : present.Limits,
            Budget = fields.Has("budget") ? budget : present.Budget,
        };
    }
}
