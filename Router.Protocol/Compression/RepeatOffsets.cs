namespace Router.Protocol.Compression;

/// <summary>The three offsets used last, which sequences may name instead of a new one (RFC 8878, 3.1.1.5).</summary>
internal record struct RepeatOffsets(uint First, uint Second, uint Third)
{
    private const uint Codes = 3;

    public static RepeatOffsets Initial => new(1, 4, 8);

    /// <summary>
    /// The offset that <paramref name="value"/> stands for, remembered as the latest; 0 is not an offset but a corrupt source.
    /// Without literals the first offset would only have lengthened the match before, so the codes then mean the next ones.
    /// </summary>
    public uint Resolve(uint value, bool hasLiterals)
    {
        if (value > Codes) return Remember(value - Codes);

        uint index = hasLiterals ? value - 1 : value;
        if (index == 0) return First;
        if (index == 1)
        {
            (First, Second) = (Second, First);
            return First;
        }

        return Remember(index == Codes ? First - 1 : Third);
    }

    private uint Remember(uint offset)
    {
        Third = Second;
        Second = First;
        First = offset;
        return offset;
    }
}
