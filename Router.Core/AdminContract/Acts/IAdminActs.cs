using Router.Core.AdminContract.Checks;

namespace Router.Core.AdminContract.Acts;

/// <summary>
/// What the admin API does. An outcome comes when what it promises is kept, its audit record too; what is refused was not done, but for
/// <see cref="AdminProblemKind.Unrecorded"/>.
/// </summary>
public interface IAdminActs
{
    /// <summary>Makes a tenant.</summary>
    ValueTask<AdminResult<EntryOutcome>> CreateTenantAsync(AdminCaller caller, MakeTenant order);

    /// <summary>Changes a tenant.</summary>
    ValueTask<AdminResult<EntryOutcome>> ChangeTenantAsync(AdminCaller caller, EditTenant order);

    /// <summary>Makes a team.</summary>
    ValueTask<AdminResult<EntryOutcome>> CreateTeamAsync(AdminCaller caller, MakeTeam order);

    /// <summary>Changes a team.</summary>
    ValueTask<AdminResult<EntryOutcome>> ChangeTeamAsync(AdminCaller caller, EditTeam order);

    /// <summary>Makes a user.</summary>
    ValueTask<AdminResult<EntryOutcome>> CreateUserAsync(AdminCaller caller, MakeUser order);

    /// <summary>Changes a user.</summary>
    ValueTask<AdminResult<EntryOutcome>> ChangeUserAsync(AdminCaller caller, EditUser order);

    /// <summary>Makes a key.</summary>
    ValueTask<AdminResult<EntryOutcome>> CreateKeyAsync(AdminCaller caller, MakeKey order);

    /// <summary>Changes a key.</summary>
    ValueTask<AdminResult<EntryOutcome>> ChangeKeyAsync(AdminCaller caller, EditKey order);

    /// <summary>Gives a key a new secret.</summary>
    ValueTask<AdminResult<EntryOutcome>> RotateKeyAsync(AdminCaller caller, RenewKey order);

    /// <summary>Suspends, resumes, deletes or revokes an entry.</summary>
    ValueTask<AdminResult<EntryOutcome>> StandAsync(AdminCaller caller, StandEntry order);

    /// <summary>Puts a provider's key into a vault.</summary>
    ValueTask<AdminResult<VaultOutcome>> PutSecretAsync(AdminCaller caller, StoreSecret order);

    /// <summary>Gives an entry of a vault a new secret.</summary>
    ValueTask<AdminResult<VaultOutcome>> RotateSecretAsync(AdminCaller caller, RenewSecret order);

    /// <summary>Deletes an entry of a vault.</summary>
    ValueTask<AdminResult<VaultOutcome>> DeleteSecretAsync(AdminCaller caller, EraseSecret order);

    /// <summary>Takes a provider out of use: nothing new goes there, what is under way ends.</summary>
    ValueTask<AdminResult<ProviderStatus>> DrainProviderAsync(AdminCaller caller, string name);

    /// <summary>Puts a provider back into use; its cooldowns, breakers and learned limits are forgotten.</summary>
    ValueTask<AdminResult<ProviderStatus>> ResumeProviderAsync(AdminCaller caller, string name);

    /// <summary>Makes the doctor's checks of a provider, whatever they find.</summary>
    ValueTask<AdminResult<ProviderReport>> TestProviderAsync(AdminCaller caller, TestProvider order, CancellationToken cancellation);

    /// <summary>Loads router.json now; one with errors is refused with all of them, and the old one stays.</summary>
    ValueTask<AdminResult<ConfigReloaded>> ReloadConfigAsync(AdminCaller caller);
}
