namespace Router.Protocol.Compression;

/// <summary>A block header (RFC 8878, 3.1.1.2): three bytes, least significant first.</summary>
internal readonly struct BlockHeader(int bits)
{
    public const int Length = 3;

    /// <summary>The most bytes of any block, whatever the window (RFC 8878, 3.1.1.2.4).</summary>
    public const int MaximumBlock = 128 * 1024;

    public bool IsLast => (bits & 1) != 0;

    public BlockType Type => (BlockType)((bits >> 1) & 3);

    /// <summary>Block_Size: the decoded size of a raw or RLE block, the size in the source of a compressed one.</summary>
    public int Size => bits >> 3;

    /// <summary>How many bytes of the source hold the block, without its header.</summary>
    public int SourceLength => Type == BlockType.Rle ? 1 : Size;

    public static BlockHeader Read(ReadOnlySpan<byte> source) => new(source[0] | (source[1] << 8) | (source[2] << 16));
}
