using System.Collections.Immutable;

namespace Router.Fleet.Vault;

/// <summary>What vaults need to know of the rest.</summary>
/// <param name="MayFallBack">Whether a tenant may use the default tenant's entries.</param>
/// <param name="TenantsAsync">All tenants, for a new master key.</param>
/// <param name="Clock">The clock.</param>
internal sealed record VaultSurroundings(Func<string, bool> MayFallBack, Func<Task<ImmutableArray<string>>> TenantsAsync, TimeProvider Clock);
