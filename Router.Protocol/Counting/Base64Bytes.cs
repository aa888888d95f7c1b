namespace Router.Protocol.Counting;

/// <summary>The bytes behind base64 text by their position, without decoding what lies between. Only for text without line breaks and escapes.</summary>
/// <param name="text">The base64 text.</param>
internal readonly ref struct Base64Bytes(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>How many bytes there are; padding counted as if it were data.</summary>
    public long Length => (long)_text.Length / 4 * 3;

    /// <summary>A byte; -1 beyond the end and where the text is no base64.</summary>
    public int At(long index)
    {
        (long quad, int within) = (index / 3 * 4, (int)(index % 3));
        if (index < 0 || quad + within + 1 >= _text.Length)
        {
            return -1;
        }

        (int first, int second) = (Value(_text[(int)quad + within]), Value(_text[(int)quad + within + 1]));
        return first < 0 || second < 0 ? -1 : ((first << (2 + (2 * within))) | (second >> (4 - (2 * within)))) & 0xFF;
    }

    /// <summary>Whole numbers of several bytes; negative when a byte is missing.</summary>
    public long BigEndian(long index, int count) => Number(index, count, 1);

    /// <inheritdoc cref="BigEndian"/>
    public long LittleEndian(long index, int count) => Number(index + count - 1, count, -1);

    /// <summary>Whether these bytes stand at a position.</summary>
    public bool Has(long index, ReadOnlySpan<byte> bytes)
    {
        for (int offset = 0; offset < bytes.Length; offset++)
        {
            if (At(index + offset) != bytes[offset])
            {
                return false;
            }
        }

        return true;
    }

    private long Number(long index, int count, int direction)
    {
        long number = 0;
        for (int place = 0; place < count; place++)
        {
            int value = At(index + (place * direction));
            if (value < 0)
            {
                return -1;
            }

            number = (number << 8) | (long)value;
        }

        return number;
    }

    private static int Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
