namespace Router.Protocol.Compression;

/// <summary>Literals_Block_Type (RFC 8878, 3.1.1.3.1.1).</summary>
internal enum LiteralsType
{
    Raw,
    Rle,
    Compressed,

    /// <summary>Huffman-coded with the tree of an earlier block.</summary>
    Treeless,
}
