using System.Numerics;

namespace Router.Protocol.Compression;

/// <summary>An FSE decoding table (RFC 8878, 4.1.1) of one kind of sequence code.</summary>
internal sealed class FseTable(int maximumAccuracy)
{
    private const int MaximumSymbols = 64;

    private readonly FseEntry[] _entries = new FseEntry[1 << maximumAccuracy];

    /// <summary>The bits of the first state; 0 for a table of a single symbol, which then costs no bits at all.</summary>
    public int Accuracy { get; private set; }

    public ReadOnlySpan<FseEntry> Entries => _entries.AsSpan(0, 1 << Accuracy);

    public void Build(SequenceAlphabet alphabet, ReadOnlySpan<short> probabilities, int accuracy)
    {
        Accuracy = accuracy;
        Fill(_entries.AsSpan(0, 1 << accuracy), accuracy, probabilities, alphabet.Baselines, alphabet.ExtraBits);
    }

    public void BuildSingle(SequenceAlphabet alphabet, int symbol)
    {
        Accuracy = 0;
        _entries[0] = new FseEntry(alphabet.Baselines[symbol], 0, 0, alphabet.ExtraBits[symbol]);
    }

    /// <summary>
    /// Fills a table of 2^<paramref name="accuracy"/> entries. The absolute probabilities sum up to its length;
    /// without <paramref name="baselines"/>, symbols stand for themselves.
    /// </summary>
    public static void Fill(
        Span<FseEntry> entries, int accuracy, ReadOnlySpan<short> probabilities, ReadOnlySpan<uint> baselines, ReadOnlySpan<byte> extraBits)
    {
        Span<byte> symbols = stackalloc byte[entries.Length];
        Span<ushort> next = stackalloc ushort[MaximumSymbols];
        Spread(symbols, probabilities, next);

        for (int state = 0; state < entries.Length; state++)
        {
            int symbol = symbols[state];
            int share = next[symbol]++;
            int bits = accuracy - BitOperations.Log2((uint)share);
            var nextState = (ushort)((share << bits) - entries.Length);
            entries[state] = baselines.IsEmpty
                ? new FseEntry((uint)symbol, nextState, (byte)bits, 0)
                : new FseEntry(baselines[symbol], nextState, (byte)bits, extraBits[symbol]);
        }
    }

    /// <summary>Gives every state its symbol, and every symbol the count its shares start at.</summary>
    private static void Spread(Span<byte> symbols, ReadOnlySpan<short> probabilities, Span<ushort> next)
    {
        int mask = symbols.Length - 1;
        int step = (symbols.Length >> 1) + (symbols.Length >> 3) + 3;
        int last = mask;
        for (int symbol = 0; symbol < probabilities.Length; symbol++)
        {
            if (probabilities[symbol] != -1) continue;
            symbols[last--] = (byte)symbol;
            next[symbol] = 1;
        }

        int position = 0;
        for (int symbol = 0; symbol < probabilities.Length; symbol++)
        {
            int probability = probabilities[symbol];
            if (probability <= 0) continue;

            next[symbol] = (ushort)probability;
            for (int i = 0; i < probability; i++)
            {
                symbols[position] = (byte)symbol;

                // The cells at the end are taken by the symbols of less than 1.
                do position = (position + step) & mask;
                while (position > last);
            }
        }
    }
}
