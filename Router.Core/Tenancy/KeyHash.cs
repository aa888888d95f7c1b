using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Router.Core.Tenancy;

/// <summary>The keyed hash of a key: 32 bytes. All that is ever stored of it.</summary>
[JsonConverter(typeof(KeyHashConverter))]
public readonly struct KeyHash : IEquatable<KeyHash>
{
    /// <summary>How long it is, in bytes.</summary>
    public const int Size = 32;

    private readonly UInt128 _first;
    private readonly UInt128 _second;

    /// <summary>Takes a hash over.</summary>
    /// <param name="bytes">32 bytes.</param>
    public KeyHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A keyed hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _first = MemoryMarshal.Read<UInt128>(bytes);
        _second = MemoryMarshal.Read<UInt128>(bytes[(Size / 2)..]);
    }

    // An attacker can't choose a keyed hash, so a look-up by a part of it tells nothing about a key.
    internal ulong Slot => (ulong)_first;

    /// <summary>Whether both are equal, in a time that does not depend on where they differ.</summary>
    public bool Equals(KeyHash other) => CryptographicOperations.FixedTimeEquals(Bytes(in this), Bytes(in other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KeyHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_first, _second);

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(KeyHash left, KeyHash right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(KeyHash left, KeyHash right) => !left.Equals(right);

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => Bytes(in this).CopyTo(destination);

    /// <summary>Says what it is, not which: logs need not hold it.</summary>
    public override string ToString() => "(keyed hash)";

    private static ReadOnlySpan<byte> Bytes(in KeyHash hash) => MemoryMarshal.AsBytes(new ReadOnlySpan<KeyHash>(in hash));
}
