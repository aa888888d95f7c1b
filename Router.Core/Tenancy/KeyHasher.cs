using System.Security.Cryptography;
using System.Text;

namespace Router.Core.Tenancy;

/// <summary>Hashes client and admin keys under a key derived from the master key, so that a copied state folder alone verifies nothing.</summary>
public sealed class KeyHasher
{
    private readonly byte[] _key;

    /// <summary>Derives the hashing key.</summary>
    /// <param name="masterKey">The master key's bytes.</param>
    public KeyHasher(ReadOnlySpan<byte> masterKey)
    {
        _key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, _key, salt: default, info: "router client keys v1"u8);
    }

    /// <summary>The hash of a key: 32 bytes.</summary>
    public byte[] Hash(string key)
    {
        byte[] hash = new byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(key), hash);
        return hash;
    }
}
