namespace Router.Protocol.Compression;

/// <summary>Literals_Section_Header (RFC 8878, 3.1.1.3.1.1), one to five bytes.</summary>
internal readonly struct LiteralsHeader
{
    private LiteralsHeader(LiteralsType type, int length, int count, int sourceLength, bool hasFourStreams)
    {
        Type = type;
        Length = length;
        Count = count;
        SourceLength = sourceLength;
        HasFourStreams = hasFourStreams;
    }

    public LiteralsType Type { get; }

    /// <summary>Bytes that the header itself takes.</summary>
    public int Length { get; }

    /// <summary>Regenerated_Size: how many literals there are.</summary>
    public int Count { get; }

    /// <summary>How many bytes of the source hold the literals, with the Huffman tree if there is one.</summary>
    public int SourceLength { get; }

    public bool HasFourStreams { get; }

    public static bool TryRead(ReadOnlySpan<byte> source, out LiteralsHeader header)
    {
        header = default;
        if (source.IsEmpty) return false;

        var type = (LiteralsType)(source[0] & 3);
        int format = (source[0] >> 2) & 3;
        bool isCoded = type is LiteralsType.Compressed or LiteralsType.Treeless;
        int length = isCoded ? Math.Max(format + 2, 3) : format switch { 1 => 2, 3 => 3, _ => 1 };
        if (source.Length < length) return false;

        ulong bits = 0;
        for (int i = length - 1; i >= 0; i--) bits = (bits << 8) | source[i];

        if (isCoded)
        {
            // Two sizes of equal width follow the four bits of type and format.
            int width = format switch { 2 => 14, 3 => 18, _ => 10 };
            ulong mask = (1UL << width) - 1;
            header = new LiteralsHeader(type, length, (int)((bits >> 4) & mask), (int)((bits >> (4 + width)) & mask), format != 0);
        }
        else
        {
            // One-byte headers give the second bit of the format to the size.
            int count = (int)(bits >> (length == 1 ? 3 : 4));
            header = new LiteralsHeader(type, length, count, type == LiteralsType.Rle ? 1 : count, hasFourStreams: false);
        }

        return header.Count <= BlockHeader.MaximumBlock && header.SourceLength <= source.Length - length;
    }
}
