using System.Numerics;

namespace Router.Protocol.Compression;

/// <summary>A Huffman decoding table (RFC 8878, 4.2.1): indexed by the next <see cref="Bits"/> bits of a stream.</summary>
internal sealed class HuffmanTable
{
    /// <summary>The longest code that the format allows, in bits.</summary>
    public const int MaximumBits = 11;

    private const int MaximumSymbols = 256;

    private readonly ushort[] _entries = new ushort[1 << MaximumBits];

    public int Bits { get; private set; }

    /// <summary>Each entry is a symbol in the high byte and the bits of its code in the low one.</summary>
    public ReadOnlySpan<ushort> Entries => _entries.AsSpan(0, 1 << Bits);

    /// <summary>Reads a tree description; on failure the table is unusable and <paramref name="consumed"/> is 0.</summary>
    public bool TryRead(ReadOnlySpan<byte> source, out int consumed)
    {
        Span<byte> weights = stackalloc byte[MaximumSymbols];
        if (HuffmanWeights.TryRead(source, weights[..^1], out int count, out consumed) && TryBuild(weights, count)) return true;

        consumed = 0;
        return false;
    }

    private bool TryBuild(Span<byte> weights, int count)
    {
        int sum = 0;
        foreach (byte weight in weights[..count])
        {
            if (weight > MaximumBits) return false;
            sum += (1 << weight) >> 1;
        }

        if (sum == 0) return false;

        Bits = BitOperations.Log2((uint)sum) + 1;
        int rest = (1 << Bits) - sum;
        if (Bits > MaximumBits || !BitOperations.IsPow2(rest)) return false;

        // The last weight is not stored: it is what fills the table.
        weights[count++] = (byte)(BitOperations.Log2((uint)rest) + 1);
        weights = weights[..count];

        // A complete code has at least two codes of the greatest length; else the lengths were stated one bit too long.
        if (weights.Count((byte)1) < 2) return false;

        Fill(weights);
        return true;
    }

    private void Fill(ReadOnlySpan<byte> weights)
    {
        Span<int> next = stackalloc int[MaximumBits + 2];
        next.Clear();
        foreach (byte weight in weights) next[weight + 1] += (1 << weight) >> 1;
        for (int weight = 1; weight < next.Length; weight++) next[weight] += next[weight - 1];

        for (int symbol = 0; symbol < weights.Length; symbol++)
        {
            int weight = weights[symbol];
            if (weight == 0) continue;

            int cells = 1 << (weight - 1);
            _entries.AsSpan(next[weight], cells).Fill((ushort)((symbol << 8) | (Bits + 1 - weight)));
            next[weight] += cells;
        }
    }
}
