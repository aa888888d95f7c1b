using System.Security.Cryptography;

namespace Router.Dashboard.SignIn;

/// <summary>What the dashboard derives from the master key: every node that has the same one opens what another one sealed, and nothing has to be kept.</summary>
public sealed class DashboardKeys
{
    private readonly byte[] _sessions = new byte[32];
    private readonly byte[] _forms = new byte[32];

    /// <summary>Derives them.</summary>
    /// <param name="masterKey">The master key's bytes.</param>
    public DashboardKeys(ReadOnlySpan<byte> masterKey)
    {
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, _sessions, salt: default, info: "router dashboard sessions v1"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, _forms, salt: default, info: "router dashboard forms v1"u8);
        Span<byte> id = stackalloc byte[4];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, id, salt: default, info: "router dashboard cookies v1"u8);
        Id = Convert.ToHexStringLower(id);
    }

    /// <summary>8 hexadecimal digits for the names of cookies: browsers send the cookies of one port of a machine to the others too.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Sessions => _sessions;

    internal ReadOnlySpan<byte> Forms => _forms;

    /// <summary>The id alone.</summary>
    public override string ToString() => Id;
}
