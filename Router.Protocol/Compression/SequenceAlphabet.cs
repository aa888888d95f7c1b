namespace Router.Protocol.Compression;

/// <summary>One kind of sequence code (RFC 8878, 3.1.1.3.2.1): what its symbols mean and how they are distributed by default.</summary>
internal sealed class SequenceAlphabet
{
    private const int LargestOffsetCode = 31;

    private readonly uint[] _baselines;
    private readonly byte[] _extraBits;

    private SequenceAlphabet(uint firstValue, byte[] extraBits, int maximumAccuracy, int defaultAccuracy, ReadOnlySpan<short> defaults)
    {
        _extraBits = extraBits;
        _baselines = new uint[extraBits.Length];
        MaximumAccuracy = maximumAccuracy;

        // Codes follow each other without gaps: each starts where the one before ends.
        uint value = firstValue;
        for (int symbol = 0; symbol < extraBits.Length; symbol++)
        {
            _baselines[symbol] = value;
            value += 1U << extraBits[symbol];
        }

        Predefined = new FseTable(defaultAccuracy);
        Predefined.Build(this, defaults, defaultAccuracy);
    }

    public static SequenceAlphabet LiteralLengths { get; } = new(
        firstValue: 0,
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
        maximumAccuracy: 9,
        defaultAccuracy: 6,
        [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1]);

    public static SequenceAlphabet MatchLengths { get; } = new(
        firstValue: 3,
        [
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
        ],
        maximumAccuracy: 9,
        defaultAccuracy: 6,
        [
            1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
        ]);

    /// <summary>An offset code is the number of its extra bits, and its values start at the power of two of that.</summary>
    public static SequenceAlphabet Offsets { get; } = new(
        firstValue: 1,
        [.. Enumerable.Range(0, LargestOffsetCode + 1).Select(code => (byte)code)],
        maximumAccuracy: 8,
        defaultAccuracy: 5,
        [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1]);

    /// <summary>The most bits that a table of this kind may be indexed by.</summary>
    public int MaximumAccuracy { get; }

    /// <summary>The table of the default distribution.</summary>
    public FseTable Predefined { get; }

    /// <summary>The least value of each code.</summary>
    public ReadOnlySpan<uint> Baselines => _baselines;

    /// <summary>How many bits follow each code, to be added to its least value.</summary>
    public ReadOnlySpan<byte> ExtraBits => _extraBits;
}
