using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;

namespace Router.Api.Admin.Keys;

/// <summary>/admin/v1/keys. The secret stands in the answer that makes it, and nowhere else.</summary>
internal sealed class KeyEndpoint(IAdminApi api)
{
    public const string IdempotencyKey = "Idempotency-Key";

    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        (string? id, string tenant) = (fields.Text("id"), fields.Text("tenant") ?? call.Tenant);
        var order = new MakeKey(tenant, fields.Needed("user", "the id of the user whose key it shall be"), Read(fields)) { Id = id, IdempotencyKey = call.Header(IdempotencyKey) };
        return fields.Error() ?? await call.NewKeyAsync(await api.CreateKeyAsync(call.Caller, order));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        KeyFields read = Read(fields);
        return fields.Error() ?? EntityTag.Read(call, out long? version)
            ?? await call.EntryAsync(await api.ChangeKeyAsync(call.Caller, new EditKey(call.Id, read) { IfVersion = version }));
    }

    /// <summary>A new secret; the old one opens for <c>overlap</c> more (default a day, <c>0s</c> ends it at once).</summary>
    public async Task<RouterError?> RotateAsync(AdminCall call, AdminFields fields)
    {
        TimeSpan? overlap = fields.Duration("overlap");
        return fields.Error() ?? EntityTag.Read(call, out long? version)
            ?? await call.NewKeyAsync(await api.RotateKeyAsync(call.Caller, new RenewKey(call.Id) { Overlap = overlap, IfVersion = version }));
    }

    private static KeyFields Read(AdminFields fields) => new()
    {
        Name = fields.Given("name", fields.Text),
        Expires = fields.Given("expires_at", fields.Time),
        Models = fields.Texts("models"),
        Providers = fields.Texts("providers"),
        Networks = fields.Texts("networks"),
        Limits = fields.Given("limits", fields.Limits),
        Budget = fields.Given("budget", fields.Budget),
    };
}
