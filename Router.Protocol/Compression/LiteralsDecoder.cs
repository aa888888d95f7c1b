using System.Buffers;
using System.Buffers.Binary;

namespace Router.Protocol.Compression;

/// <summary>Decodes the literals section of a block (RFC 8878, 3.1.1.3.1) and keeps the Huffman table for treeless ones.</summary>
internal sealed class LiteralsDecoder : IDisposable
{
    private const int JumpTableLength = 6;

    /// <summary>With fewer literals than this, the last of four streams would have a negative share.</summary>
    private const int FewestForFourStreams = 6;

    private readonly HuffmanTable _table = new();
    private byte[] _buffer = [];
    private bool _hasTable;

    /// <summary>The literals, and at least <see cref="OutputBuffer.Slack"/> bytes more, once a section was decoded.</summary>
    public ReadOnlySpan<byte> Buffer => _buffer;

    public int Count { get; private set; }

    public void Reset() => _hasTable = false;

    public bool TryDecode(ReadOnlySpan<byte> block, out int consumed)
    {
        consumed = 0;
        if (!LiteralsHeader.TryRead(block, out LiteralsHeader header)) return false;
        if (_buffer.Length == 0) _buffer = ArrayPool<byte>.Shared.Rent(BlockHeader.MaximumBlock + OutputBuffer.Slack);

        consumed = header.Length + header.SourceLength;
        Count = header.Count;
        ReadOnlySpan<byte> content = block[header.Length..consumed];
        Span<byte> target = _buffer.AsSpan(0, header.Count);
        switch (header.Type)
        {
            case LiteralsType.Raw:
                content.CopyTo(target);
                return true;
            case LiteralsType.Rle:
                target.Fill(content[0]);
                return true;
            case LiteralsType.Compressed:
                _hasTable = _table.TryRead(content, out int treeLength);
                content = content[treeLength..];
                break;
        }

        if (!_hasTable) return false;
        return header.HasFourStreams ? TryDecodeFour(content, target) : HuffmanStream.TryDecode(content, target, _table);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool TryDecodeFour(ReadOnlySpan<byte> content, Span<byte> target)
    {
        if (content.Length < JumpTableLength || target.Length < FewestForFourStreams) return false;

        int first = BinaryPrimitives.ReadUInt16LittleEndian(content);
        int second = BinaryPrimitives.ReadUInt16LittleEndian(content[2..]);
        int third = BinaryPrimitives.ReadUInt16LittleEndian(content[4..]);
        content = content[JumpTableLength..];
        if (first + second + third > content.Length) return false;

        int share = (target.Length + 3) / 4;
        return HuffmanStream.TryDecode(content[..first], target[..share], _table)
            && HuffmanStream.TryDecode(content.Slice(first, second), target.Slice(share, share), _table)
            && HuffmanStream.TryDecode(content.Slice(first + second, third), target.Slice(2 * share, share), _table)
            && HuffmanStream.TryDecode(content[(first + second + third)..], target[(3 * share)..], _table);
    }
}
