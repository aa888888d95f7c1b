using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Admin.Keys;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>Changes entries of vaults. Secrets come in and never go out.</summary>
internal sealed class VaultActs(ITenantVaults vaults, EntryFinder finder, RestrictedKeys restricted, SnapshotHolder holder, AuditTrail audit, TimeProvider clock)
{
    private const int ShortestSecret = 8;

    public async ValueTask<AdminResult<VaultOutcome>> PutAsync(AdminCaller caller, StoreSecret order)
    {
        RouterSnapshot snapshot = holder.Current;
        if ((await ForbidAsync(caller.Principal, order.Path) ?? Unusable(snapshot, order.Secret) ?? await NobodyAsync(caller.Principal, order.Path)) is { } problem)
        {
            return problem;
        }

        return snapshot.Config.Providers.FirstOrDefault(one => one.Name == order.Provider) is { } known
            ? Tell(order.Path, await vaults.PutAsync(order.Path, order.Secret, VaultDestination.Of(known.BaseUrl), order.IfVersion, caller.AsRequester()))
            : AdminProblem.Of(
                AdminProblemKind.Invalid,
                new FieldProblem("provider", $"must name the provider of router.json that the secret is for; it goes nowhere else. There are {Names(snapshot.Config, order.Path.Name)}"));
    }

    public async ValueTask<AdminResult<VaultOutcome>> RotateAsync(AdminCaller caller, RenewSecret order) =>
        await ForbidAsync(caller.Principal, order.Path) ?? Overlaps.Check(order.Overlap) ?? Unusable(holder.Current, order.Secret)
            ?? Tell(order.Path, await vaults.RotateAsync(order.Path, order.Secret, clock.GetUtcNow() + (order.Overlap ?? Overlaps.Usual), order.IfVersion, caller.AsRequester()));

    public async ValueTask<AdminResult<VaultOutcome>> DeleteAsync(AdminCaller caller, EraseSecret order) =>
        await ForbidAsync(caller.Principal, order.Path) ?? Tell(order.Path, await vaults.DeleteAsync(order.Path, order.IfVersion, caller.AsRequester()));

    /// <summary>A key of this gateway must not reach a provider.</summary>
    private static AdminProblem? Unusable(RouterSnapshot snapshot, SecretBuffer secret) => snapshot.Keys.IsOurs(secret.AsSpan())
        ? AdminProblem.Of(AdminProblemKind.Invalid, new FieldProblem("secret", "is a key of this gateway; put the provider's"))
        : secret.AsSpan().Length < ShortestSecret
            ? AdminProblem.Of(AdminProblemKind.Invalid, new FieldProblem("secret", $"is too short to be a provider's key, which has at least {ShortestSecret} characters; a provider that needs none takes \"none\" in its credentials"))
            : null;

    private static string Names(RouterConfig config, string entry)
    {
        string[] users = [.. config.Providers.Where(provider => provider.Credentials.Any(credential => credential.ToString() == $"vault:{entry}")).Select(provider => provider.Name)];
        string all = string.Join(", ", config.Providers.Select(provider => provider.Name));
        return users.Length == 0 ? all : $"{all}; vault:{entry} stands in the credentials of {string.Join(", ", users)}";
    }

    private async Task<AdminProblem?> ForbidAsync(Principal caller, VaultPath path) =>
        caller.Forbid(Operation.ManageVault, await finder.SubjectOfAsync(path.Tenant, path.User), path.User is null ? "change the tenant's credentials (your own are under user=)" : "change this user's credentials")
        ?? await restricted.ForbidAsync(caller, "make or change credentials of providers");

    /// <summary>Why an entry can't be put for somebody: there is no such tenant or user; null when there is. Who puts his own is there.</summary>
    private async Task<AdminProblem?> NobodyAsync(Principal caller, VaultPath path)
    {
        EntryRef owner = path.User is null ? EntryRef.OfTenant(path.Tenant) : EntryRef.OfUser(path.Tenant, path.User);
        bool isOwn = path.User is not null && AccessTable.Needed(Actor.Of(caller), new Subject(path.Tenant, User: path.User)) == Scope.OwnUser;
        return isOwn || await finder.FindAsync(caller, owner) is { Standing: not Standing.Deleted } ? null : new AdminProblem(AdminProblemKind.Missing, EntryFinder.Missing(owner));
    }

    private AdminResult<VaultOutcome> Tell(VaultPath path, VaultResult result)
    {
        audit.Tell(result);
        return result.Problem is { } problem
            ? VaultProblems.Of(problem)
            : new VaultOutcome(path, result.Info is { } info ? VaultReader.Told(info, holder.Current.Config) : null, result.Change);
    }
}
