using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Tests.Caching;

/// <summary>Vaults that count how often a secret was looked up.</summary>
internal sealed class CountingVaults(ITenantVaults inner) : ITenantVaults
{
    private int _lookups;

    public int Lookups => Volatile.Read(ref _lookups);

    public ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, string destination, long? ifVersion = null, Requester? by = null) => inner.PutAsync(path, secret, destination, ifVersion, by);

    public ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null, Requester? by = null) => inner.RotateAsync(path, secret, oldUntil, ifVersion, by);

    public ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null, Requester? by = null) => inner.DeleteAsync(path, ifVersion, by);

    public ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant) => inner.ListAsync(tenant);

    public ValueTask<ResolvedSecret> ResolveAsync(VaultPath path, string destination)
    {
        Interlocked.Increment(ref _lookups);
        return inner.ResolveAsync(path, destination);
    }

    public ValueTask NoteUseAsync(VaultPath source) => inner.NoteUseAsync(source);

    public ValueTask<RewrapReport> RewrapAsync() => inner.RewrapAsync();
}
