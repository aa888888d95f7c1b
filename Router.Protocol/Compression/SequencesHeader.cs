namespace Router.Protocol.Compression;

/// <summary>Sequences_Section_Header (RFC 8878, 3.1.1.3.2.1), one to four bytes, up to and with the compression modes.</summary>
internal readonly struct SequencesHeader(int length, int count, byte modes)
{
    private const int LongestOneByte = 127;
    private const int ThreeByteMark = 255;
    private const int ThreeByteBase = 0x7F00;
    private const int ReservedModeBits = 3;

    public int Length { get; } = length;

    public int Count { get; } = count;

    /// <summary>Symbol_Compression_Modes; 0 when there are no sequences, since the byte is then left out.</summary>
    public byte Modes { get; } = modes;

    public static bool TryRead(ReadOnlySpan<byte> source, out SequencesHeader header)
    {
        header = default;
        if (source.IsEmpty) return false;

        int first = source[0];
        int countLength = first switch { <= LongestOneByte => 1, < ThreeByteMark => 2, _ => 3 };
        if (source.Length < countLength) return false;

        int count = countLength switch
        {
            1 => first,
            2 => ((first - LongestOneByte - 1) << 8) + source[1],
            _ => source[1] + (source[2] << 8) + ThreeByteBase,
        };
        if (count == 0)
        {
            header = new SequencesHeader(countLength, 0, 0);
            return true;
        }

        if (source.Length == countLength || (source[countLength] & ReservedModeBits) != 0) return false;

        header = new SequencesHeader(countLength + 1, count, source[countLength]);
        return true;
    }
}
