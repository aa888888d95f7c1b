using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Fleet.Tests.Vault;

/// <summary>Each call goes to the next node: whatever one did, the other must see.</summary>
internal sealed class VaultsInTurn(ImmutableArray<ITenantVaults> nodes) : ITenantVaults
{
    private int _turn;

    private ITenantVaults Next => nodes[(int)((uint)Interlocked.Increment(ref _turn) % (uint)nodes.Length)];

    public ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, string destination, long? ifVersion = null, Requester? by = null) => Next.PutAsync(path, secret, destination, ifVersion, by);

    public ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null, Requester? by = null) => Next.RotateAsync(path, secret, oldUntil, ifVersion, by);

    public ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null, Requester? by = null) => Next.DeleteAsync(path, ifVersion, by);

    public ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant) => Next.ListAsync(tenant);

    public ValueTask<ResolvedSecret> ResolveAsync(VaultPath path, string destination) => Next.ResolveAsync(path, destination);

    public ValueTask NoteUseAsync(VaultPath source) => Next.NoteUseAsync(source);

    public ValueTask<RewrapReport> RewrapAsync() => Next.RewrapAsync();
}
