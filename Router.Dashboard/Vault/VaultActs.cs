using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Dashboard.Acts;

namespace Router.Dashboard.Vault;

/// <summary>Puts, rotates and deletes providers' keys.</summary>
internal sealed class VaultActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("put-secret", PutAsync), new("rotate-secret", RotateAsync), new("delete-secret", DeleteAsync)];

    private async Task<FormOutcome> PutAsync(FormCall call)
    {
        using SecretBuffer secret = SecretBuffer.Of(call.Needed("secret"));
        AdminResult<VaultOutcome> result = await api.PutSecretAsync(call.Caller, new StoreSecret(PathOf(call), call.Needed("provider"), secret) { IfVersion = call.Version });

        if (result.Problem?.Kind == AdminProblemKind.Missing && call.Text("user") is { } user
            && (await api.EntryAsync(call.Principal, EntryRef.OfUser(call.Tenant, user))).Problem?.Kind == AdminProblemKind.Missing)
        {
            return FormOutcome.Refused(AdminProblem.Of(AdminProblemKind.Conflict, new FieldProblem("user", "no user here has this id; leave it empty for the whole tenant")));
        }

        // The page's form is for new ones: it would end what is in use under the name without a word.
        return call.Version == 0 && result.Problem?.Kind == AdminProblemKind.Stale
            ? FormOutcome.Refused(AdminProblem.Of(AdminProblemKind.Conflict, new FieldProblem("name", "this name is in use; choose another, or rotate the key that has it")))
            : FormOutcome.Of(result, call.Back, "saved");
    }

    private async Task<FormOutcome> RotateAsync(FormCall call)
    {
        using SecretBuffer secret = SecretBuffer.Of(call.Needed("secret"));
        return FormOutcome.Of(await api.RotateSecretAsync(call.Caller, new RenewSecret(PathOf(call), secret) { IfVersion = call.Version }), call.Back, "saved");
    }

    private async Task<FormOutcome> DeleteAsync(FormCall call) =>
        FormOutcome.Of(await api.DeleteSecretAsync(call.Caller, new EraseSecret(PathOf(call)) { IfVersion = call.Version }), call.Back, "deleted");

    private static VaultPath PathOf(FormCall call) => new(call.Tenant, call.Text("user"), call.Needed("name"));
}
