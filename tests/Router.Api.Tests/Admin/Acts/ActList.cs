using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Tests.Admin.Acts;

/// <summary>All acts of the contract.</summary>
internal static class ActList
{
    private static readonly BudgetConfig Budget = new(50, "month", null);

    public static IReadOnlyList<Act> All { get; } =
    [
        Entry(nameof(IAdminApi.CreateTenantAsync), TargetKind.NewTenant, Operation.ManageTenants, (who, on) => on.Api.CreateTenantAsync(who, new MakeTenant(on.Id, new TenantFields()))),
        Entry(nameof(IAdminApi.ChangeTenantAsync), TargetKind.Tenant, Operation.ManageTenants, (who, on) => on.Api.ChangeTenantAsync(who, new EditTenant(on.Id, new TenantFields { VaultFallback = true }))),
        Stand(TargetKind.Tenant, Operation.ManageTenants, Standing.Suspended, on => EntryRef.OfTenant(on.Id)),
        Stand(TargetKind.Tenant, Operation.ManageTenants, Standing.Deleted, on => EntryRef.OfTenant(on.Id)),
        Entry(nameof(IAdminApi.CreateTeamAsync), TargetKind.NewTeam, Operation.ManageTeams, (who, on) => on.Api.CreateTeamAsync(who, new MakeTeam(on.Tenant, on.Id, new TeamFields()))),
        Entry(nameof(IAdminApi.ChangeTeamAsync), TargetKind.Team, Operation.ManageTeams, (who, on) => on.Api.ChangeTeamAsync(who, new EditTeam(on.Tenant, on.Id, new TeamFields { Budget = Budget })), Operation.ManageBudgets),
        Stand(TargetKind.Team, Operation.ManageTeams, Standing.Suspended, on => EntryRef.OfTeam(on.Tenant, on.Id)),
        Stand(TargetKind.Team, Operation.ManageTeams, Standing.Deleted, on => EntryRef.OfTeam(on.Tenant, on.Id)),
        Entry(nameof(IAdminApi.CreateUserAsync), TargetKind.NewUser, Operation.ManageUsers, (who, on) => on.Api.CreateUserAsync(who, New(on, new UserFields { Team = on.Subject.Team, Role = Role.Viewer }))),
        Entry(nameof(IAdminApi.CreateUserAsync), TargetKind.NewUser, Operation.ManageUsers, (who, on) => on.Api.CreateUserAsync(who, New(on, new UserFields { Team = on.Subject.Team, Budget = Budget, Role = Role.Viewer })), Operation.ManageBudgets),
        Entry(nameof(IAdminApi.ChangeUserAsync), TargetKind.User, Operation.ManageUsers, (who, on) => on.Api.ChangeUserAsync(who, new EditUser(on.Tenant, on.Id, new UserFields { Name = $"{on.Id} X" }))),
        Entry(nameof(IAdminApi.ChangeUserAsync), TargetKind.User, Operation.ManageUsers, (who, on) => on.Api.ChangeUserAsync(who, new EditUser(on.Tenant, on.Id, new UserFields { Budget = Budget })), Operation.ManageBudgets),
        Stand(TargetKind.User, Operation.ManageUsers, Standing.Suspended, on => EntryRef.OfUser(on.Tenant, on.Id)),
        Stand(TargetKind.User, Operation.ManageUsers, Standing.Deleted, on => EntryRef.OfUser(on.Tenant, on.Id)),
        Entry(nameof(IAdminApi.CreateKeyAsync), TargetKind.NewOfUser, Operation.ManageKeys, (who, on) => on.Api.CreateKeyAsync(who, new MakeKey(on.Tenant, on.Subject.User!, new KeyFields()))),
        Entry(nameof(IAdminApi.CreateKeyAsync), TargetKind.NewOfUser, Operation.ManageKeys, (who, on) => on.Api.CreateKeyAsync(who, new MakeKey(on.Tenant, on.Subject.User!, new KeyFields { Budget = Budget })), Operation.ManageBudgets),
        Entry(nameof(IAdminApi.ChangeKeyAsync), TargetKind.Key, Operation.ManageKeys, (who, on) => on.Api.ChangeKeyAsync(who, new EditKey(on.Id, new KeyFields { Name = on.Id }))),
        Entry(nameof(IAdminApi.ChangeKeyAsync), TargetKind.Key, Operation.ManageKeys, (who, on) => on.Api.ChangeKeyAsync(who, new EditKey(on.Id, new KeyFields { Budget = Budget })), Operation.ManageBudgets),
        Entry(nameof(IAdminApi.RotateKeyAsync), TargetKind.Key, Operation.ManageKeys, (who, on) => on.Api.RotateKeyAsync(who, new RenewKey(on.Id))),
        Stand(TargetKind.Key, Operation.ManageKeys, Standing.Suspended, on => EntryRef.OfKey(on.Id)),
        Stand(TargetKind.Key, Operation.ManageKeys, Standing.Deleted, on => EntryRef.OfKey(on.Id)),
        Put(TargetKind.NewTenantSecret, on => new VaultPath(on.Tenant, null, on.Id)),
        Put(TargetKind.NewOfUser, on => new VaultPath(on.Tenant, on.Subject.User, on.Id)),
        Rotate(TargetKind.TenantSecret, on => new VaultPath(on.Tenant, null, on.Id)),
        Rotate(TargetKind.UserSecret, on => new VaultPath(on.Tenant, on.Subject.User, on.Id)),
        Delete(TargetKind.TenantSecret, on => new VaultPath(on.Tenant, null, on.Id)),
        Delete(TargetKind.UserSecret, on => new VaultPath(on.Tenant, on.Subject.User, on.Id)),
        Gateway(nameof(IAdminApi.DrainProviderAsync), Operation.OperateProviders, async (who, on) => (await on.Api.DrainProviderAsync(who, on.Id)).Problem),
        Gateway(nameof(IAdminApi.ResumeProviderAsync), Operation.OperateProviders, async (who, on) => (await on.Api.ResumeProviderAsync(who, on.Id)).Problem),
        Gateway(nameof(IAdminApi.TestProviderAsync), Operation.OperateProviders, async (who, on) => (await on.Api.TestProviderAsync(who, new TestProvider(on.Id), default)).Problem) with { IsRecorded = false },
        Gateway(nameof(IAdminApi.ReloadConfigAsync), Operation.ManageConfiguration, async (who, on) => (await on.Api.ReloadConfigAsync(who)).Problem),
    ];

    private static MakeUser New(Target on, UserFields fields) => new(on.Tenant, on.Id, fields);

    private static Act Entry(string method, TargetKind kind, Operation operation, Func<AdminCaller, Target, ValueTask<AdminResult<EntryOutcome>>> run, params Operation[] more) =>
        new(method, kind, [operation, .. more], async (who, on) => (await run(who, on)).Problem);

    private static Act Stand(TargetKind kind, Operation operation, Standing standing, Func<Target, EntryRef> place) =>
        Entry(nameof(IAdminApi.StandAsync), kind, operation, (who, on) => on.Api.StandAsync(who, new StandEntry(place(on), standing)));

    private static Act Put(TargetKind kind, Func<Target, VaultPath> path) => new(nameof(IAdminApi.PutSecretAsync), kind, [Operation.ManageVault], async (who, on) =>
    {
        using SecretBuffer secret = SecretBuffer.Of("sk-upstream-put");
        return (await on.Api.PutSecretAsync(who, new StoreSecret(path(on), "a", secret))).Problem;
    });

    private static Act Rotate(TargetKind kind, Func<Target, VaultPath> path) => new(nameof(IAdminApi.RotateSecretAsync), kind, [Operation.ManageVault], async (who, on) =>
    {
        using SecretBuffer secret = SecretBuffer.Of("sk-upstream-rotated");
        return (await on.Api.RotateSecretAsync(who, new RenewSecret(path(on), secret))).Problem;
    });

    private static Act Delete(TargetKind kind, Func<Target, VaultPath> path) => new(
        nameof(IAdminApi.DeleteSecretAsync), kind, [Operation.ManageVault], async (who, on) => (await on.Api.DeleteSecretAsync(who, new EraseSecret(path(on)))).Problem);

    private static Act Gateway(string method, Operation operation, Func<AdminCaller, Target, Task<AdminProblem?>> run) => new(method, null, [operation], run);
}
