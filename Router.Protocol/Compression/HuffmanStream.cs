namespace Router.Protocol.Compression;

/// <summary>Decodes one Huffman-coded stream of literals (RFC 8878, 4.2.2).</summary>
internal static class HuffmanStream
{
    /// <summary>Codes that one refill always serves: 5 × 11 bits ≤ 56.</summary>
    private const int CodesPerRefill = 5;

    /// <summary>Fills <paramref name="target"/>; the stream must hold exactly that many codes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> stream, Span<byte> target, HuffmanTable table)
    {
        if (!BackwardBitReader.TryCreate(stream, out BackwardBitReader reader)) return false;

        ReadOnlySpan<ushort> entries = table.Entries;
        int shift = 64 - table.Bits;
        while (target.Length >= CodesPerRefill)
        {
            reader.Refill();
            target[0] = Next(ref reader, entries, shift);
            target[1] = Next(ref reader, entries, shift);
            target[2] = Next(ref reader, entries, shift);
            target[3] = Next(ref reader, entries, shift);
            target[4] = Next(ref reader, entries, shift);
            target = target[CodesPerRefill..];
        }

        reader.Refill();
        for (int i = 0; i < target.Length; i++) target[i] = Next(ref reader, entries, shift);

        reader.Refill();
        return reader.IsFinished;
    }

    private static byte Next(ref BackwardBitReader reader, ReadOnlySpan<ushort> entries, int shift)
    {
        int entry = entries[(int)(reader.Peek() >> shift)];
        reader.Skip(entry & 0xFF);
        return (byte)(entry >> 8);
    }
}
