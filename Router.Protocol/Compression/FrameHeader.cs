using System.Buffers.Binary;

namespace Router.Protocol.Compression;

/// <summary>A Zstandard frame header with its magic number (RFC 8878, 3.1.1.1).</summary>
internal readonly struct FrameHeader
{
    public const uint Magic = 0xFD2FB528;

    private FrameHeader(int length, ulong? contentSize, ulong window, bool hasChecksum)
    {
        Length = length;
        ContentSize = contentSize;
        Window = window;
        HasChecksum = hasChecksum;
    }

    /// <summary>Bytes that the header takes in the source.</summary>
    public int Length { get; }

    public ulong? ContentSize { get; }

    public ulong Window { get; }

    public bool HasChecksum { get; }

    /// <summary>Reads the header of <paramref name="frame"/>, whose magic number the caller has checked.</summary>
    public static ZstandardError Read(ReadOnlySpan<byte> frame, out FrameHeader header)
    {
        header = default;
        if (frame.Length <= sizeof(uint)) return ZstandardError.Truncated;

        int descriptor = frame[sizeof(uint)];
        bool singleSegment = (descriptor & 0x20) != 0;
        if ((descriptor & 0x08) != 0) return ZstandardError.Corrupt;

        int windowAt = sizeof(uint) + 1;
        int dictionaryAt = windowAt + (singleSegment ? 0 : 1);
        int dictionaryLength = (descriptor & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 };
        int sizeAt = dictionaryAt + dictionaryLength;
        int sizeLength = (descriptor >> 6) switch { 0 => singleSegment ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        int length = sizeAt + sizeLength;
        if (frame.Length < length) return ZstandardError.Truncated;

        // An id of zero means "no dictionary named", exactly like an absent field.
        if (frame.Slice(dictionaryAt, dictionaryLength).ContainsAnyExcept((byte)0)) return ZstandardError.DictionaryNeeded;

        ulong? contentSize = ReadContentSize(frame.Slice(sizeAt, sizeLength));
        ulong window = singleSegment ? contentSize.GetValueOrDefault() : ReadWindow(frame[windowAt]);
        header = new FrameHeader(length, contentSize, window, (descriptor & 0x04) != 0);
        return ZstandardError.None;
    }

    private static ulong? ReadContentSize(ReadOnlySpan<byte> field) => field.Length switch
    {
        1 => field[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(field) + 256UL,
        4 => BinaryPrimitives.ReadUInt32LittleEndian(field),
        8 => BinaryPrimitives.ReadUInt64LittleEndian(field),
        _ => null,
    };

    private static ulong ReadWindow(int descriptor)
    {
        ulong windowBase = 1UL << (10 + (descriptor >> 3));
        return windowBase + (windowBase / 8 * (ulong)(descriptor & 7));
    }
}
