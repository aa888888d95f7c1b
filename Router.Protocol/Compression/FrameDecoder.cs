using System.Buffers.Binary;

namespace Router.Protocol.Compression;

/// <summary>Decodes one frame after another to the end of an output (RFC 8878, 3.1).</summary>
internal sealed class FrameDecoder(OutputBuffer output) : IDisposable
{
    private const uint SkippableMagic = 0x184D2A50;
    private const uint SkippableMask = 0xFFFFFFF0;
    private const int SkippableHeaderLength = 8;
    private const int ChecksumLength = 4;

    private readonly BlockDecoder _blocks = new(output);

    /// <summary>Decodes the frame that <paramref name="source"/> starts with; <paramref name="consumed"/> is its length on success, else 0.</summary>
    public ZstandardError Decode(ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        if (source.Length < sizeof(uint)) return ZstandardError.Truncated;

        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(source);
        if (magic == FrameHeader.Magic) return DecodeFrame(source, out consumed);
        return (magic & SkippableMask) == SkippableMagic ? Skip(source, out consumed) : ZstandardError.Corrupt;
    }

    public void Dispose() => _blocks.Dispose();

    private static ZstandardError Skip(ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        if (source.Length < SkippableHeaderLength) return ZstandardError.Truncated;

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(source[sizeof(uint)..]);
        if (size > (uint)(source.Length - SkippableHeaderLength)) return ZstandardError.Truncated;

        consumed = SkippableHeaderLength + (int)size;
        return ZstandardError.None;
    }

    private ZstandardError DecodeFrame(ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        ZstandardError error = FrameHeader.Read(source, out FrameHeader header);
        if (error != ZstandardError.None) return error;
        if (header.ContentSize > (ulong)(output.Maximum - output.Length)) return ZstandardError.TooLarge;
        if (header.Window > ZstandardDecoder.MaximumWindow) return ZstandardError.WindowTooLarge;

        int start = output.Length;
        output.Prepare(header.ContentSize.GetValueOrDefault());
        error = DecodeBlocks(source[header.Length..], header, out int blocksLength);
        if (error != ZstandardError.None) return error;
        if (header.ContentSize is { } announced && announced != (ulong)(output.Length - start)) return ZstandardError.Corrupt;

        int end = header.Length + blocksLength;
        if (header.HasChecksum)
        {
            if (source.Length - end < ChecksumLength) return ZstandardError.Truncated;

            ulong hash = XxHash64.Compute(output.Bytes.AsSpan(start, output.Length - start));
            if ((uint)hash != BinaryPrimitives.ReadUInt32LittleEndian(source[end..])) return ZstandardError.ChecksumMismatch;
            end += ChecksumLength;
        }

        consumed = end;
        return ZstandardError.None;
    }

    private ZstandardError DecodeBlocks(ReadOnlySpan<byte> source, FrameHeader header, out int consumed)
    {
        int start = output.Length;
        int blockMaximum = (int)Math.Min(header.Window, BlockHeader.MaximumBlock);
        _blocks.StartFrame();
        consumed = 0;

        while (true)
        {
            if (source.Length - consumed < BlockHeader.Length) return ZstandardError.Truncated;

            BlockHeader block = BlockHeader.Read(source[consumed..]);
            consumed += BlockHeader.Length;
            if (block.Type == BlockType.Reserved || block.Size > blockMaximum) return ZstandardError.Corrupt;
            if (source.Length - consumed < block.SourceLength) return ZstandardError.Truncated;

            // What the format still allows, before what the caller allows: the two are different errors.
            ulong announcedLeft = header.ContentSize is { } size ? size - (ulong)(output.Length - start) : ulong.MaxValue;
            int formatLimit = (int)Math.Min((ulong)blockMaximum, announcedLeft);
            ZstandardError error = _blocks.Decode(block, source.Slice(consumed, block.SourceLength), formatLimit);
            if (error != ZstandardError.None) return error;

            consumed += block.SourceLength;
            if (block.IsLast) return ZstandardError.None;
        }
    }
}
