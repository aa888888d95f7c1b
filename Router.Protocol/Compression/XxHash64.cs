using System.Buffers.Binary;
using System.Numerics;

namespace Router.Protocol.Compression;

/// <summary>XXH64 with seed 0, the content checksum of Zstandard; the shared framework has none (System.IO.Hashing is a package).</summary>
internal static class XxHash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;
    private const int StripeLength = 32;

    public static ulong Compute(ReadOnlySpan<byte> data)
    {
        ulong hash = data.Length >= StripeLength ? ConsumeStripes(ref data, (ulong)data.Length) : Prime5 + (ulong)data.Length;
        return Avalanche(ConsumeTail(hash, data));
    }

    private static ulong ConsumeStripes(ref ReadOnlySpan<byte> data, ulong length)
    {
        ulong a = unchecked(Prime1 + Prime2);
        ulong b = Prime2;
        ulong c = 0;
        ulong d = unchecked(0 - Prime1);
        for (; data.Length >= StripeLength; data = data[StripeLength..])
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(data));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(data[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(data[24..]));
        }

        ulong hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
            + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        return Merge(Merge(Merge(Merge(hash, a), b), c), d) + length;
    }

    private static ulong ConsumeTail(ulong hash, ReadOnlySpan<byte> data)
    {
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(data));
            hash = (BitOperations.RotateLeft(hash, 27) * Prime1) + Prime4;
        }

        if (data.Length >= sizeof(uint))
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime1;
            hash = (BitOperations.RotateLeft(hash, 23) * Prime2) + Prime3;
            data = data[sizeof(uint)..];
        }

        foreach (byte value in data) hash = BitOperations.RotateLeft(hash ^ (value * Prime5), 11) * Prime1;
        return hash;
    }

    private static ulong Round(ulong accumulator, ulong input) => BitOperations.RotateLeft(accumulator + (input * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong accumulator) => ((hash ^ Round(0, accumulator)) * Prime1) + Prime4;

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }
}
