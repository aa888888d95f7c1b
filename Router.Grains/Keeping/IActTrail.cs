using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Grains.Keeping;

/// <summary>Where owners tell who changed what, once it is stored. The same again, under the same position, changes nothing.</summary>
public interface IActTrail
{
    /// <summary>Something changed in the directory.</summary>
    /// <param name="position">The number of the change.</param>
    /// <param name="effect">The change.</param>
    Task TellAsync(long position, DirectoryEffect effect);

    /// <summary>Something changed in a vault.</summary>
    /// <param name="vault">The key of the vault's grain.</param>
    /// <param name="position">The number of the change.</param>
    /// <param name="effect">The change.</param>
    Task TellAsync(string vault, long position, VaultEffect effect);
}
