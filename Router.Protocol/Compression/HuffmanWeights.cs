namespace Router.Protocol.Compression;

/// <summary>Reads the weights of a Huffman tree description (RFC 8878, 4.2.1.1 and 4.2.1.2).</summary>
internal static class HuffmanWeights
{
    private const int FirstDirect = 128;
    private const int MaximumAccuracy = 6;

    /// <summary>Weights are symbols of this FSE table, so a table has none above the longest code.</summary>
    private const int LargestWeight = HuffmanTable.MaximumBits;

    public static bool TryRead(ReadOnlySpan<byte> source, Span<byte> weights, out int count, out int consumed)
    {
        count = 0;
        consumed = 0;
        if (source.IsEmpty) return false;

        int header = source[0];
        if (header >= FirstDirect)
        {
            count = header - FirstDirect + 1;
            consumed = 1 + ((count + 1) / 2);
            if (source.Length < consumed) return false;

            ReadDirect(source[1..], weights[..count]);
            return true;
        }

        consumed = 1 + header;
        return source.Length >= consumed && TryReadFse(source[1..consumed], weights, out count);
    }

    private static void ReadDirect(ReadOnlySpan<byte> source, Span<byte> weights)
    {
        for (int i = 0; i < weights.Length; i++) weights[i] = (byte)((i & 1) == 0 ? source[i >> 1] >> 4 : source[i >> 1] & 15);
    }

    private static bool TryReadFse(ReadOnlySpan<byte> source, Span<byte> weights, out int count)
    {
        count = 0;
        Span<short> probabilities = stackalloc short[LargestWeight + 1];
        if (!FseDistribution.TryRead(source, MaximumAccuracy, probabilities, out int accuracy, out int headerLength)) return false;
        if (!BackwardBitReader.TryCreate(source[headerLength..], out BackwardBitReader reader)) return false;

        Span<FseEntry> entries = stackalloc FseEntry[1 << accuracy];
        FseTable.Fill(entries, accuracy, probabilities, default, default);

        // Two states take turns; the stream ends where an update would need bits that are not there,
        // and the other state then still holds one last weight.
        FseEntry current = entries[(int)reader.Read(accuracy)];
        FseEntry other = entries[(int)reader.Read(accuracy)];
        if (reader.IsOverrun) return false;

        while (count < weights.Length - 1)
        {
            weights[count++] = (byte)current.BaseValue;
            reader.Refill();
            uint next = current.NextState + reader.Read(current.Bits);
            if (reader.IsOverrun)
            {
                weights[count++] = (byte)other.BaseValue;
                return true;
            }

            current = other;
            other = entries[(int)next];
        }

        return false;
    }
}
