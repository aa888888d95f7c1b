using System.Buffers.Binary;
using System.Numerics;

namespace Router.Core.Journal.Segments;

/// <summary>CRC-32C (Castagnoli), which processors compute.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, seed);
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
