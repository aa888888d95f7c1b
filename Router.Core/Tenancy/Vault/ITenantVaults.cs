using System.Collections.Immutable;

namespace Router.Core.Tenancy.Vault;

/// <summary>All vaults, wherever their owners live. An answer comes when what it promises is kept. Secrets go in and come out only as buffers that the caller disposes of.</summary>
public interface ITenantVaults
{
    /// <summary>Puts a secret; one that is there already ends at once. The same secret again changes nothing.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="ifVersion">Only if this is the entry's version, 0 for one that is not there yet; null: whatever it is.</param>
    ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, long? ifVersion = null);

    /// <summary>Gives an entry that is there a new secret.</summary>
    /// <param name="path">Which.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="oldUntil">The secret before can be had until then, 90 days ahead at most.</param>
    /// <param name="ifVersion">Only if this is its version; null: whatever it is.</param>
    ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null);

    /// <summary>Deletes an entry: its secrets are erased.</summary>
    ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null);

    /// <summary>What there is: a tenant's own entries, or one user's.</summary>
    ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant, string? user);

    /// <summary>
    /// Finds the secret of <c>vault:NAME</c>: the user's own first, then the tenant's, then the default tenant's if the tenant may use it. An entry that is
    /// there but can't be opened is a problem, never a reason to take another's.
    /// </summary>
    ValueTask<ResolvedSecret> ResolveAsync(VaultPath path);

    /// <summary>An entry was used. Not for the request path: call it beside it.</summary>
    ValueTask NoteUseAsync(VaultPath source);

    /// <summary>Wraps all data keys under the present master key. Stopped halfway, it goes on where it was when it is called again.</summary>
    ValueTask<RewrapReport> RewrapAsync();
}
