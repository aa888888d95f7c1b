using System.Security.Cryptography;

namespace Router.Core.Tenancy.Vault;

/// <summary>A master key as vaults use it: a key derived from it wraps data keys. Its id names it without telling anything of it.</summary>
public sealed class MasterKey
{
    private readonly byte[] _key = new byte[32];

    /// <summary>Derives id and wrapping key.</summary>
    /// <param name="secret">The master key's bytes, at least 16.</param>
    public MasterKey(ReadOnlySpan<byte> secret)
    {
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _key, salt: default, info: "router vault data keys v1"u8);
        Span<byte> id = stackalloc byte[4];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, id, salt: default, info: "router master key id v1"u8);
        Id = Convert.ToHexStringLower(id);
    }

    /// <summary>8 hexadecimal digits.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> AsSpan() => _key;

    /// <summary>The id alone.</summary>
    public override string ToString() => Id;
}
