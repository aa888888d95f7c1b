namespace Router.Protocol.Compression;

/// <summary>The table in force for one kind of sequence code, set by Symbol_Compression_Modes (RFC 8878, 3.1.1.3.2.1).</summary>
internal sealed class SequenceTableSlot(SequenceAlphabet alphabet)
{
    private const int PredefinedMode = 0;
    private const int RleMode = 1;
    private const int CompressedMode = 2;

    private readonly FseTable _own = new(alphabet.MaximumAccuracy);
    private FseTable? _current;

    /// <summary>The table in force; only asked for after a successful <see cref="TryRead"/>.</summary>
    public FseTable Current => _current ?? alphabet.Predefined;

    public void Reset() => _current = null;

    public bool TryRead(int mode, ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        switch (mode)
        {
            case PredefinedMode:
                _current = alphabet.Predefined;
                return true;
            case RleMode:
                if (source.IsEmpty || source[0] >= alphabet.Baselines.Length) return false;
                consumed = 1;
                _own.BuildSingle(alphabet, source[0]);
                break;
            case CompressedMode:
                Span<short> probabilities = stackalloc short[alphabet.Baselines.Length];
                if (!FseDistribution.TryRead(source, alphabet.MaximumAccuracy, probabilities, out int accuracy, out consumed)) return false;
                _own.Build(alphabet, probabilities, accuracy);
                break;
            default:
                return _current is not null;
        }

        _current = _own;
        return true;
    }
}
