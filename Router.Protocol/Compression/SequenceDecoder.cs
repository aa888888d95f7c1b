namespace Router.Protocol.Compression;

/// <summary>Decodes the sequences of a block and carries them out (RFC 8878, 3.1.1.3.2 and 3.1.1.4).</summary>
internal static class SequenceDecoder
{
    /// <summary>
    /// The bits of the three values that leave enough of a refill for the three states (9 + 9 + 8 of 56).
    /// </summary>
    private const int ExtraBitsWithoutRefill = 30;

    public static BlockOutcome Decode(
        ReadOnlySpan<byte> stream,
        int count,
        SequenceTables tables,
        ref RepeatOffsets repeats,
        ref LiteralSource literals,
        ref SequenceTarget target)
    {
        if (!BackwardBitReader.TryCreate(stream, out BackwardBitReader reader)) return BlockOutcome.Corrupt;

        ReadOnlySpan<FseEntry> literalLengths = tables.LiteralLengths.Entries;
        ReadOnlySpan<FseEntry> offsets = tables.Offsets.Entries;
        ReadOnlySpan<FseEntry> matchLengths = tables.MatchLengths.Entries;
        uint literalState = reader.Read(tables.LiteralLengths.Accuracy);
        uint offsetState = reader.Read(tables.Offsets.Accuracy);
        uint matchState = reader.Read(tables.MatchLengths.Accuracy);

        // Local copies stay in registers, which what a reference points at does not.
        RepeatOffsets recent = repeats;
        LiteralSource source = literals;
        SequenceTarget output = target;
        while (true)
        {
            FseEntry literal = literalLengths[(int)literalState];
            FseEntry offset = offsets[(int)offsetState];
            FseEntry match = matchLengths[(int)matchState];

            reader.Refill();
            uint offsetValue = offset.BaseValue + reader.Read(offset.ExtraBits);
            int matchLength = (int)(match.BaseValue + reader.Read(match.ExtraBits));
            if (offset.ExtraBits + match.ExtraBits + literal.ExtraBits > ExtraBitsWithoutRefill) reader.Refill();
            int literalLength = (int)(literal.BaseValue + reader.Read(literal.ExtraBits));

            if (literalLength > source.Left) return BlockOutcome.Corrupt;
            if (literalLength + matchLength > output.Room) return BlockOutcome.LimitReached;

            output.CopyLiterals(source.Take(literalLength), literalLength);
            if (!output.TryCopyMatch(recent.Resolve(offsetValue, literalLength != 0), matchLength)) return BlockOutcome.Corrupt;

            // The states are not updated after the last sequence: the stream has no bits for that.
            if (--count == 0) break;

            literalState = literal.NextState + reader.Read(literal.Bits);
            matchState = match.NextState + reader.Read(match.Bits);
            offsetState = offset.NextState + reader.Read(offset.Bits);
        }

        reader.Refill();
        repeats = recent;
        literals = source;
        target = output;
        return reader.IsFinished ? BlockOutcome.Done : BlockOutcome.Corrupt;
    }
}
