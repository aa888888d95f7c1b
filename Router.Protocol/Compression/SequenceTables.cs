namespace Router.Protocol.Compression;

/// <summary>The three tables that sequences are decoded with; a block may take them over from the block before.</summary>
internal sealed class SequenceTables
{
    private readonly SequenceTableSlot _literalLengths = new(SequenceAlphabet.LiteralLengths);
    private readonly SequenceTableSlot _offsets = new(SequenceAlphabet.Offsets);
    private readonly SequenceTableSlot _matchLengths = new(SequenceAlphabet.MatchLengths);

    public FseTable LiteralLengths => _literalLengths.Current;

    public FseTable Offsets => _offsets.Current;

    public FseTable MatchLengths => _matchLengths.Current;

    public void Reset()
    {
        _literalLengths.Reset();
        _offsets.Reset();
        _matchLengths.Reset();
    }

    /// <summary>Sets the tables as the <paramref name="modes"/> byte says; <paramref name="source"/> starts with their descriptions.</summary>
    public bool TryRead(byte modes, ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        if (!_literalLengths.TryRead(modes >> 6, source, out int literalLengths)) return false;

        source = source[literalLengths..];
        if (!_offsets.TryRead((modes >> 4) & 3, source, out int offsets)) return false;
        if (!_matchLengths.TryRead((modes >> 2) & 3, source[offsets..], out int matchLengths)) return false;

        consumed = literalLengths + offsets + matchLengths;
        return true;
    }
}
