using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Router.Protocol.Compression;

/// <summary>
/// Reads a bitstream from its end to its start (RFC 8878, 4.1): the highest set bit of the last byte is an end mark, the first value
/// lies right below it. Between two calls of <see cref="Refill"/> at most 56 bits may be read. Reading past the start
/// gives meaningless bits, which costs the loops no check: they ask <see cref="IsOverrun"/> or <see cref="IsFinished"/> afterwards.
/// </summary>
internal ref struct BackwardBitReader
{
    private const int ContainerBits = 64;

    private readonly ReadOnlySpan<byte> _stream;
    private ulong _container;
    private int _used;
    private int _at;

    private BackwardBitReader(ReadOnlySpan<byte> stream)
    {
        _stream = stream;
        _at = Math.Max(stream.Length - sizeof(ulong), 0);
        if (stream.Length >= sizeof(ulong)) _container = BinaryPrimitives.ReadUInt64LittleEndian(stream[_at..]);
        else for (int i = stream.Length - 1; i >= 0; i--) _container = (_container << 8) | stream[i];

        int padding = BitOperations.LeadingZeroCount((uint)stream[^1]) - 24;
        _used = (8 * (sizeof(ulong) - Math.Min(stream.Length, sizeof(ulong)))) + padding + 1;
    }

    /// <summary>Whether all bits were read, and not one more.</summary>
    public readonly bool IsFinished => _at == 0 && _used == ContainerBits;

    /// <summary>Whether more bits were read than there are.</summary>
    public readonly bool IsOverrun => _used > ContainerBits;

    public static bool TryCreate(ReadOnlySpan<byte> stream, out BackwardBitReader reader)
    {
        reader = default;
        if (stream.IsEmpty || stream[^1] == 0) return false;

        reader = new BackwardBitReader(stream);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        // Near the start of the stream the container stays where it is and runs empty.
        int bytes = Math.Min(_used >> 3, _at);
        _at -= bytes;
        _used -= bytes << 3;
        if (bytes > 0) _container = BinaryPrimitives.ReadUInt64LittleEndian(_stream[_at..]);
    }

    /// <summary>Reads <paramref name="count"/> bits, 0 to 56.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int count)
    {
        // Two shifts, since a shift by 64 (for no bits at all) would be one by 0.
        ulong value = (_container << _used) >> 1 >> (ContainerBits - 1 - count);
        _used += count;
        return (uint)value;
    }

    /// <summary>The next bits, at the top; meaningful as far as bits are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Peek() => _container << _used;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count) => _used += count;
}
