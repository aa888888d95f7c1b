using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
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
        return FormOutcome.Of(await api.PutSecretAsync(call.Caller, new StoreSecret(PathOf(call), call.Needed("provider"), secret)), call.Back, "saved");
    }

    private async Task<FormOutcome> RotateAsync(FormCall call)
    {
        using SecretBuffer secret = SecretBuffer.Of(call.Needed("secret"));
        return FormOutcome.Of(await api.RotateSecretAsync(call.Caller, new RenewSecret(PathOf(call), secret)), call.Back, "saved");
    }

    private async Task<FormOutcome> DeleteAsync(FormCall call) => FormOutcome.Of(await api.DeleteSecretAsync(call.Caller, new EraseSecret(PathOf(call))), call.Back, "deleted");

    private static VaultPath PathOf(FormCall call) => new(call.Tenant, call.Text("user"), call.Needed("name"));
}
