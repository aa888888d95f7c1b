namespace Router.Protocol.Compression;

/// <summary>Block_Type (RFC 8878, 3.1.1.2.2).</summary>
internal enum BlockType
{
    Raw,
    Rle,
    Compressed,
    Reserved,
}
