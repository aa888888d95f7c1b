using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Router.Core.Tenancy.Vault;

/// <summary>
/// A secret in plain text, for as long as it is needed: the memory is its own, is not moved or copied by the runtime, and is overwritten when it is
/// disposed of. It is no record and has no text form, so it gets into no log, journal or answer.
/// </summary>
[DebuggerDisplay("(secret)")]
public sealed class SecretBuffer : IDisposable
{
    private byte[]? _bytes;

    internal SecretBuffer(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    /// <summary>The secret in UTF-8; not to be kept beyond its use.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public ReadOnlySpan<byte> AsSpan() => Writable;

    internal Span<byte> Writable => _bytes ?? throw new ObjectDisposedException(nameof(SecretBuffer));

    /// <summary>Copies a secret.</summary>
    public static SecretBuffer Of(ReadOnlySpan<char> secret)
    {
        var buffer = new SecretBuffer(Encoding.UTF8.GetByteCount(secret));
        Encoding.UTF8.GetBytes(secret, buffer.Writable);
        return buffer;
    }

    /// <summary>Copies a secret in UTF-8.</summary>
    public static SecretBuffer Of(ReadOnlySpan<byte> secret)
    {
        var buffer = new SecretBuffer(secret.Length);
        secret.CopyTo(buffer.Writable);
        return buffer;
    }

    /// <summary>Overwrites it.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = null;
    }

    /// <summary>Says what it is, and nothing else.</summary>
    public override string ToString() => "(secret)";
}
