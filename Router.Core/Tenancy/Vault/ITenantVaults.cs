using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tenancy.Vault;

/// <summary>All vaults, wherever their owners live. An answer comes when what it promises is kept. Secrets go in and come out only as buffers that the caller disposes of.</summary>
public interface ITenantVaults
{
    /// <summary>Puts a secret; those that are there already end at once. The same secret again changes nothing, unless it ends the overlap of a rotation.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="destination">The only place that it may go to, see <see cref="VaultDestination"/>.</param>
    /// <param name="ifVersion">Only if this is the entry's version, 0 for one that is not there yet; null: whatever it is.</param>
    /// <param name="by">Who asks for it.</param>
    ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, string destination, long? ifVersion = null, Requester? by = null);

    /// <summary>Gives an entry that is there a new secret, which may go where the present one may.</summary>
    /// <param name="path">Which.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="oldUntil">The secret before can be had until then, 90 days ahead at most. The same secret again changes nothing, but a time that is over ends an overlap.</param>
    /// <param name="ifVersion">Only if this is its version; null: whatever it is.</param>
    /// <param name="by">Who asks for it.</param>
    ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null, Requester? by = null);

    /// <summary>Deletes an entry: its secrets are erased.</summary>
    ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null, Requester? by = null);

    /// <summary>What there is of a tenant: its own entries, then its users', by user and name.</summary>
    ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant);

    /// <summary>
    /// Finds the secret of <c>vault:NAME</c>: the user's own first, then the tenant's, then the default tenant's if the tenant may use it. An entry that is
    /// there but can't be opened, or may not go where it is wanted, is a problem, never a reason to take another's.
    /// </summary>
    /// <param name="path">The user who asks, or null for none, his tenant, and the name.</param>
    /// <param name="destination">Where it shall go.</param>
    ValueTask<ResolvedSecret> ResolveAsync(VaultPath path, string destination);

    /// <summary>An entry was used. Not for the request path: call it beside it.</summary>
    ValueTask NoteUseAsync(VaultPath source);

    /// <summary>Wraps all data keys under the present master key. Stopped halfway, it goes on where it was when it is called again.</summary>
    ValueTask<RewrapReport> RewrapAsync();
}
