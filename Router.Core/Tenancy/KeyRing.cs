using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Router.Core.Tenancy;

/// <summary>All keys that are valid now. Looking one up costs one keyed hash; the comparison takes the same time for every wrong key.</summary>
public sealed class KeyRing
{
    private readonly KeyHasher _hasher;
    private readonly FrozenDictionary<UInt128, (byte[] Hash, Principal Principal)> _byHash;

    /// <summary>Builds the ring.</summary>
    /// <param name="hasher">The hasher that made the hashes.</param>
    /// <param name="keys">Hashes and whom they stand for; of equal hashes the first counts.</param>
    public KeyRing(KeyHasher hasher, IEnumerable<(byte[] Hash, Principal Principal)> keys)
    {
        _hasher = hasher;
        _byHash = keys.DistinctBy(key => Prefix(key.Hash)).ToFrozenDictionary(key => Prefix(key.Hash));
    }

    /// <summary>How many client keys there are.</summary>
    public int ClientKeys => _byHash.Values.Count(key => key.Principal.Kind == PrincipalKind.Client);

    /// <summary>The principal of a key; null when the key is not known.</summary>
    public Principal? Find(string key)
    {
        byte[] hash = _hasher.Hash(key);
        return _byHash.TryGetValue(Prefix(hash), out (byte[] Hash, Principal Principal) found) && CryptographicOperations.FixedTimeEquals(hash, found.Hash)
            ? found.Principal
            : null;
    }

    // An attacker can't choose a keyed hash, so a look-up by its first half tells nothing about a key.
    private static UInt128 Prefix(byte[] hash) => BitConverter.ToUInt128(hash);
}
