using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Admin.Keys;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>Changes entries of vaults. Secrets come in and never go out.</summary>
internal sealed class VaultEndpoint(ITenantVaults vaults, EntryFinder finder, RestrictedKeys restricted, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);

    /// <summary>The entry that a call means.</summary>
    public static VaultPath PathOf(AdminCall call) => new(call.Tenant, call.Query("user"), call.Id);

    /// <summary>Puts <c>secret</c> for <c>provider</c>: what was there before ends at once.</summary>
    public async Task<RouterError?> PutAsync(AdminCall call, AdminFields fields)
    {
        VaultPath path = PathOf(call);
        (string? provider, string? secret) = (fields.Text("provider"), fields.Text("secret"));
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((await ForbidAsync(call, path) ?? fields.Error() ?? Unusable(call, secret) ?? badTag ?? await NobodyAsync(call, path)) is { } error)
        {
            return error;
        }

        if (call.Snapshot.Config.Providers.FirstOrDefault(one => one.Name == provider) is not { } known)
        {
            return RouterError.Of(400, $"provider: must name the provider of router.json that the secret is for; it goes nowhere else. There are {Names(call.Snapshot.Config, path.Name)}.");
        }

        using SecretBuffer buffer = SecretBuffer.Of(secret);
        return await AnswerAsync(call, path, await vaults.PutAsync(path, buffer, VaultDestination.Of(known.BaseUrl), version));
    }

    /// <summary>A new <c>secret</c>; the one before is tried for <c>overlap</c> more (default a day, <c>0s</c> ends it at once) where the provider refuses the new one.</summary>
    public async Task<RouterError?> RotateAsync(AdminCall call, AdminFields fields)
    {
        VaultPath path = PathOf(call);
        (string? secret, TimeSpan overlap) = (fields.Text("secret"), fields.Duration("overlap") ?? UsualOverlap);
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((await ForbidAsync(call, path) ?? fields.Error() ?? Unusable(call, secret) ?? badTag) is { } error)
        {
            return error;
        }

        using SecretBuffer buffer = SecretBuffer.Of(secret);
        return await AnswerAsync(call, path, await vaults.RotateAsync(path, buffer, clock.GetUtcNow() + overlap, version));
    }

    public async Task<RouterError?> DeleteAsync(AdminCall call)
    {
        VaultPath path = PathOf(call);
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        return await ForbidAsync(call, path) ?? badTag ?? await AnswerAsync(call, path, await vaults.DeleteAsync(path, version));
    }

    /// <summary>A key of this gateway must not reach a provider.</summary>
    private static RouterError? Unusable(AdminCall call, string? secret) => secret is null ? RouterError.Of(400, "secret: must hold the provider's key.")
        : call.Snapshot.Keys.IsOurs(secret) ? RouterError.Of(400, "secret: is a key of this gateway; put the provider's.")
        : null;

    private static string Names(RouterConfig config, string entry)
    {
        string[] users = [.. config.Providers.Where(provider => provider.Credentials.Any(credential => credential.ToString() == $"vault:{entry}")).Select(provider => provider.Name)];
        string all = string.Join(", ", config.Providers.Select(provider => provider.Name));
        return users.Length == 0 ? all : $"{all}; vault:{entry} stands in the credentials of {string.Join(", ", users)}";
    }

    private async Task<RouterError?> ForbidAsync(AdminCall call, VaultPath path) =>
        call.Forbid(Operation.ManageVault, await finder.SubjectOfAsync(path.Tenant, path.User), path.User is null ? "change the tenant's credentials (your own are under user=)" : "change this user's credentials")
        ?? await restricted.ForbidAsync(call, "make or change credentials of providers");

    /// <summary>Why an entry can't be put for somebody: there is no such tenant or user; null when there is. Who puts his own is there.</summary>
    private async Task<RouterError?> NobodyAsync(AdminCall call, VaultPath path)
    {
        EntryRef owner = path.User is null ? EntryRef.OfTenant(path.Tenant) : EntryRef.OfUser(path.Tenant, path.User);
        bool isOwn = path.User is not null && AccessTable.Needed(call.Actor, new Subject(path.Tenant, User: path.User)) == Scope.OwnUser;
        return isOwn || await finder.FindAsync(call.Principal, owner) is { Standing: not Standing.Deleted }
            ? null
            : AdminErrors.Of(new AdminProblem(AdminProblemKind.Missing, EntryFinder.Missing(owner)));
    }

    private async Task<RouterError?> AnswerAsync(AdminCall call, VaultPath path, VaultResult result)
    {
        if (result.Problem is { } problem)
        {
            return VaultErrors.Of(problem);
        }

        string entry = path.User is null ? path.Name : $"{path.User}/{path.Name}";
        if (result.Change != VaultChange.None && await audit.KeepAsync(call, $"vault.{result.Change.ToString().ToLowerInvariant()}", path.Tenant, entry) is { } error)
        {
            return error;
        }

        await (result.Info is { } info
            ? AnswerAsync(call, info, result.Change == VaultChange.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : JsonAnswer.WriteAsync(call.Context, json => VaultView.WriteDeleted(json, path)));
        return null;
    }

    private static Task AnswerAsync(AdminCall call, VaultInfo info, int status)
    {
        call.Context.Response.Headers.ETag = info.ETag;
        return JsonAnswer.WriteAsync(call.Context, json => VaultView.Write(json, info), status);
    }
}
