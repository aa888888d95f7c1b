using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.AdminContract.Checks;
using Router.Core.Migration;

namespace Router.Api.Admin;

internal sealed partial class AdminApi
{
    public ValueTask<AdminResult<EntryOutcome>> CreateTenantAsync(AdminCaller caller, MakeTenant order) => tenants.CreateAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> ChangeTenantAsync(AdminCaller caller, EditTenant order) => tenants.ChangeAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> CreateTeamAsync(AdminCaller caller, MakeTeam order) => teams.CreateAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> ChangeTeamAsync(AdminCaller caller, EditTeam order) => teams.ChangeAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> CreateUserAsync(AdminCaller caller, MakeUser order) => users.CreateAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> ChangeUserAsync(AdminCaller caller, EditUser order) => users.ChangeAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> CreateKeyAsync(AdminCaller caller, MakeKey order) => keys.CreateAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> ChangeKeyAsync(AdminCaller caller, EditKey order) => keys.ChangeAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> RotateKeyAsync(AdminCaller caller, RenewKey order) => keys.RotateAsync(caller, order);

    public ValueTask<AdminResult<EntryOutcome>> StandAsync(AdminCaller caller, StandEntry order) => desk.StandAsync(caller, order);

    public ValueTask<AdminResult<VaultOutcome>> PutSecretAsync(AdminCaller caller, StoreSecret order) => secrets.PutAsync(caller, order);

    public ValueTask<AdminResult<VaultOutcome>> RotateSecretAsync(AdminCaller caller, RenewSecret order) => secrets.RotateAsync(caller, order);

    public ValueTask<AdminResult<VaultOutcome>> DeleteSecretAsync(AdminCaller caller, EraseSecret order) => secrets.DeleteAsync(caller, order);

    public ValueTask<AdminResult<ProviderStatus>> DrainProviderAsync(AdminCaller caller, string name) => operators.DrainAsync(caller, name);

    public ValueTask<AdminResult<ProviderStatus>> ResumeProviderAsync(AdminCaller caller, string name) => operators.ResumeAsync(caller, name);

    public ValueTask<AdminResult<ProviderReport>> TestProviderAsync(AdminCaller caller, TestProvider order, CancellationToken cancellation) =>
        operators.TestAsync(caller.Principal, order, cancellation);

    public ValueTask<AdminResult<ConfigPushed>> PushConfigAsync(AdminCaller caller, PushConfig order) => loader.PushAsync(caller, order);

    public ValueTask<AdminResult<MigrationReport>> MigrateAsync(AdminCaller caller, MigrationPart part) => migration.TakeAsync(caller, part);

    public ValueTask<AdminResult<ConfigReloaded>> ReloadConfigAsync(AdminCaller caller) => loader.ReloadAsync(caller);
}
