using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Tests.Vault;

/// <summary>Counts how often secrets are opened.</summary>
internal sealed class CountingVaults(ITenantVaults vaults) : ITenantVaults
{
    private int _resolved;

    public int Resolved => _resolved;

    public ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, string destination, long? ifVersion = null, Requester? by = null) => vaults.PutAsync(path, secret, destination, ifVersion, by);

    public ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null, Requester? by = null) => vaults.RotateAsync(path, secret, oldUntil, ifVersion, by);

    public ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null, Requester? by = null) => vaults.DeleteAsync(path, ifVersion, by);

    public ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant) => vaults.ListAsync(tenant);

    public ValueTask<ResolvedSecret> ResolveAsync(VaultPath path, string destination)
    {
        Interlocked.Increment(ref _resolved);
        return vaults.ResolveAsync(path, destination);
    }

    public ValueTask NoteUseAsync(VaultPath source) => vaults.NoteUseAsync(source);

    public ValueTask<RewrapReport> RewrapAsync() => vaults.RewrapAsync();
}
