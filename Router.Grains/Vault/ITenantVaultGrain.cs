using System.Collections.Immutable;
using Router.Core.Tenancy.Vault;
using Router.Grains.Nodes;

namespace Router.Grains.Vault;

/// <summary>The one owner of a tenant's vault. Its key is the tenant in small letters. Nothing that comes here, is stored or logged here is readable: nodes seal and open.</summary>
[Alias("router.vault")]
public interface ITenantVaultGrain : IGrainWithStringKey
{
    /// <summary>The vault as it is. The node hears from now on when it changes.</summary>
    [Alias("read")]
    Task<VaultReading> ReadAsync(string node, INodeListener listener);

    /// <summary>Keeps what was decided on a reading, unless the vault has changed since. When the answer is yes, it is stored and the nodes have heard of it.</summary>
    /// <param name="batch">Names these effects: the same again changes nothing.</param>
    /// <param name="position">The position of the reading.</param>
    /// <param name="effects">What was decided.</param>
    [Alias("keep")]
    Task<VaultKeeping> KeepAsync(Guid batch, long position, ImmutableArray<VaultEffect> effects);
}
