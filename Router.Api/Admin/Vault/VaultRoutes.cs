using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Vault;

/// <summary>/admin/v1/vault: <c>id</c> is the name of <c>vault:NAME</c>, <c>tenant=</c> and <c>user=</c> say whose entry is meant: without a user the tenant's.</summary>
internal sealed class VaultRoutes(IAdminApi api, VaultEndpoint vault) : IAdminRoutes
{
    private static readonly AdminParameter OneUser = new("user", "Only of this user.", Shape.Text());
    private static readonly AdminParameter Owner = new("user", "The user whose own it is. Default: the tenant's.", Shape.Text());

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get("vault", Operation.SeeVault, "Lists vault entries, the tenant's own first; never a secret.", ListAsync, VaultShapes.Entry.Page()) with
        {
            Query = [AdminParameter.Limit, AdminParameter.After, AdminParameter.Tenant, OneUser], Failures = [500],
        },
        One(AdminRoute.Get("vault/{id}", Operation.SeeVault, "Shows one; never its secret.", GetAsync, VaultShapes.Entry), 500),
        One(AdminRoute.Send("PUT", "vault/{id}", Operation.ManageVault, "Puts a provider's key; what was there ends at once. 200 when one was there.", vault.PutAsync, VaultShapes.Body, VaultShapes.Entry), 500, 503)
            with { Statuses = [200, 201] },
        One(AdminRoute.Send(
            "POST", "vault/{id}/rotate", Operation.ManageVault, "Puts a new secret. Where the provider refuses it, the old one is tried for the overlap more (24h; default a day, at most 90).",
            vault.RotateAsync, VaultShapes.Rotation, VaultShapes.Entry), 500, 503),
        One(new AdminRoute("DELETE", "vault/{id}", Operation.ManageVault, "Ends it at once.", vault.DeleteAsync) { Answer = VaultShapes.Deleted }, 500, 503),
    ];

    private static AdminRoute One(AdminRoute route, params int[] failures) => route with { IsTagged = true, Query = [AdminParameter.Tenant, Owner], Failures = [.. failures] };

    private async Task<RouterError?> ListAsync(AdminCall call) => PageQuery.Limit(call, out int limit) ?? await call.AnswerAsync(
        await api.VaultAsync(call.Principal, new VaultQuery(call.Tenant) { Limit = limit, After = call.Query("after"), User = call.Query("user") }), VaultView.Write);

    private async Task<RouterError?> GetAsync(AdminCall call) => await call.AnswerAsync(await api.VaultEntryAsync(call.Principal, VaultEndpoint.PathOf(call)), (json, info) =>
    {
        call.Context.Response.Headers.ETag = info.ETag;
        VaultView.Write(json, info);
    });
}
