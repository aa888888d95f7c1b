using Router.Api.Admin.Calls;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>/admin/v1/vault/{id}, what changes it. Secrets come in and never go out.</summary>
internal sealed class VaultEndpoint(IAdminApi api)
{
    private const string Secret = "the provider's key";

    /// <summary>The entry that a call means.</summary>
    public static VaultPath PathOf(AdminCall call) => new(call.Tenant, call.Query("user"), call.Id);

    /// <summary>Puts <c>secret</c> for <c>provider</c>: what was there before ends at once.</summary>
    public async Task<RouterError?> PutAsync(AdminCall call, AdminFields fields)
    {
        string provider = fields.Text("provider") ?? "";
        using SecretBuffer secret = SecretBuffer.Of(fields.Needed("secret", Secret));
        return fields.Error() ?? EntityTag.Read(call, out long? version)
            ?? await AnswerAsync(call, await api.PutSecretAsync(call.Caller, new StoreSecret(PathOf(call), provider, secret) { IfVersion = version }));
    }

    /// <summary>A new <c>secret</c>; the one before is tried for <c>overlap</c> more (default a day, <c>0s</c> ends it at once) where the provider refuses the new one.</summary>
    public async Task<RouterError?> RotateAsync(AdminCall call, AdminFields fields)
    {
        TimeSpan? overlap = fields.Duration("overlap");
        using SecretBuffer secret = SecretBuffer.Of(fields.Needed("secret", Secret));
        return fields.Error() ?? EntityTag.Read(call, out long? version)
            ?? await AnswerAsync(call, await api.RotateSecretAsync(call.Caller, new RenewSecret(PathOf(call), secret) { Overlap = overlap, IfVersion = version }));
    }

    public async Task<RouterError?> DeleteAsync(AdminCall call) => EntityTag.Read(call, out long? version)
        ?? await AnswerAsync(call, await api.DeleteSecretAsync(call.Caller, new EraseSecret(PathOf(call)) { IfVersion = version }));

    private static async Task<RouterError?> AnswerAsync(AdminCall call, AdminResult<VaultOutcome> result)
    {
        if (result.Value is not { } outcome)
        {
            return AdminErrors.Of(result.Problem!);
        }

        if (outcome.Info is { } info)
        {
            call.Context.Response.Headers.ETag = info.ETag;
            await JsonAnswer.WriteAsync(call.Context, json => VaultView.Write(json, info), outcome.Change == VaultChange.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }
        else
        {
            await JsonAnswer.WriteAsync(call.Context, json => VaultView.WriteDeleted(json, outcome.Path));
        }

        return null;
    }
}
