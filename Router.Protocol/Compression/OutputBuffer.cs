using System.Buffers;

namespace Router.Protocol.Compression;

/// <summary>
/// The decoded bytes in one pooled array. It grows with what was decoded, never with what a header claims,
/// so that a small hostile source cannot make it allocate much.
/// </summary>
internal sealed class OutputBuffer(int maximum) : IDisposable
{
    /// <summary>Room kept after every limit, so that short copies can move whole vectors and overshoot.</summary>
    public const int Slack = 32;

    private const int FirstRent = 64 * 1024;
    private const int LargestAnnouncedRent = 1024 * 1024;

    private byte[]? _array;

    /// <summary>The most bytes that may be decoded.</summary>
    public int Maximum { get; } = Math.Clamp(maximum, 0, Array.MaxLength - Slack);

    public int Length { get; set; }

    public byte[] Bytes => _array ?? [];

    /// <summary>Makes room for <paramref name="announced"/> more bytes, as far as an unproven claim is worth it.</summary>
    public void Prepare(ulong announced) => Reserve((int)Math.Min((ulong)Length + Math.Min(announced, LargestAnnouncedRent), (ulong)Maximum));

    /// <summary>Makes room up to the position <paramref name="end"/> (at most <see cref="Maximum"/>) and for <see cref="Slack"/> after it.</summary>
    public void Reserve(int end)
    {
        int needed = end + Slack;
        if (_array is { } current && current.Length >= needed) return;

        long doubled = _array is null ? FirstRent : 2L * _array.Length;
        int size = (int)Math.Max(needed, Math.Min(doubled, Maximum + Slack));
        byte[] larger = ArrayPool<byte>.Shared.Rent(size);
        if (_array is { } old)
        {
            old.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(old);
        }

        _array = larger;
    }

    /// <summary>Hands the array to the caller, who returns it to the pool.</summary>
    public byte[] Detach()
    {
        Reserve(Length);
        byte[] array = Bytes;
        _array = null;
        return array;
    }

    public void Dispose()
    {
        if (_array is not { } array) return;
        _array = null;
        ArrayPool<byte>.Shared.Return(array);
    }
}
