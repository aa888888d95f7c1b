namespace Router.Core.Tenancy.Vault;

/// <summary>A tenant's data key, sealed under a master key.</summary>
/// <param name="MasterKey">The id of that master key.</param>
/// <param name="Version">Counts how often it was wrapped, from 1.</param>
/// <param name="Sealed">Nonce, tag and sealed key.</param>
public sealed record WrappedKey(string MasterKey, long Version, ReadOnlyMemory<byte> Sealed);
