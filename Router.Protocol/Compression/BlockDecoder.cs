namespace Router.Protocol.Compression;

/// <summary>Decodes the blocks of a frame (RFC 8878, 3.1.1.2) and keeps what they hand on to later blocks.</summary>
internal sealed class BlockDecoder(OutputBuffer output) : IDisposable
{
    private readonly LiteralsDecoder _literals = new();
    private readonly SequenceTables _tables = new();
    private RepeatOffsets _repeats = RepeatOffsets.Initial;
    private int _frameStart;

    /// <summary>Forgets the tables and offsets of the frame before: a frame never depends on another.</summary>
    public void StartFrame()
    {
        _literals.Reset();
        _tables.Reset();
        _repeats = RepeatOffsets.Initial;
        _frameStart = output.Length;
    }

    /// <summary>Decodes one block, of which the format allows at most <paramref name="formatLimit"/> bytes of output.</summary>
    public ZstandardError Decode(BlockHeader block, ReadOnlySpan<byte> content, int formatLimit)
    {
        int room = Math.Min(formatLimit, output.Maximum - output.Length);
        if (block.Type == BlockType.Compressed)
        {
            output.Reserve(output.Length + room);
            BlockOutcome outcome = DecodeCompressed(content, output.Length + room);
            if (outcome == BlockOutcome.Done) return ZstandardError.None;
            return outcome == BlockOutcome.LimitReached && room < formatLimit ? ZstandardError.TooLarge : ZstandardError.Corrupt;
        }

        if (block.Size > formatLimit) return ZstandardError.Corrupt;
        if (block.Size > room) return ZstandardError.TooLarge;

        output.Reserve(output.Length + block.Size);
        Span<byte> target = output.Bytes.AsSpan(output.Length, block.Size);
        if (block.Type == BlockType.Raw) content.CopyTo(target);
        else target.Fill(content[0]);

        output.Length += block.Size;
        return ZstandardError.None;
    }

    public void Dispose() => _literals.Dispose();

    private BlockOutcome DecodeCompressed(ReadOnlySpan<byte> content, int limit)
    {
        if (!_literals.TryDecode(content, out int literalsEnd)) return BlockOutcome.Corrupt;

        content = content[literalsEnd..];
        if (!SequencesHeader.TryRead(content, out SequencesHeader header)) return BlockOutcome.Corrupt;

        content = content[header.Length..];
        var target = new SequenceTarget(output.Bytes, _frameStart, output.Length, limit);
        var source = new LiteralSource(_literals.Buffer, _literals.Count);
        if (header.Count > 0)
        {
            if (!_tables.TryRead(header.Modes, content, out int tablesLength)) return BlockOutcome.Corrupt;

            BlockOutcome outcome = SequenceDecoder.Decode(content[tablesLength..], header.Count, _tables, ref _repeats, ref source, ref target);
            if (outcome != BlockOutcome.Done) return outcome;
        }
        else if (!content.IsEmpty) return BlockOutcome.Corrupt;

        if (!target.TryAppend(source.Rest)) return BlockOutcome.LimitReached;

        output.Length = target.Position;
        return BlockOutcome.Done;
    }
}
