namespace Router.Protocol.Sse;

/// <summary>
/// One event frame of a stream, split into its fields without copying.
/// <code>
/// event: content_block_delta
/// data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}
/// </code>
/// </summary>
public readonly ref struct SseFrame
{
    private SseFrame(ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> data, bool hasData)
    {
        EventName = eventName;
        Data = data;
        HasData = hasData;
    }

    /// <summary>The value of the last <c>event:</c> line; empty when there is none.</summary>
    public ReadOnlySpan<byte> EventName { get; }

    /// <summary>The <c>data:</c> lines, joined by LF when there are several.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>False for a frame of comments or blank lines only.</summary>
    public bool HasData { get; }

    /// <summary>Splits a frame. Never fails: unknown fields and comments are passed over, as the standard says.</summary>
    /// <param name="frame">The bytes of one frame, with or without its closing empty line.</param>
    public static SseFrame Parse(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> eventName = default, data = default;
        int dataLines = 0;
        ReadOnlySpan<byte> rest = SkipByteOrderMark(frame);
        while (NextLine(ref rest, out ReadOnlySpan<byte> line))
        {
            if (TryField(line, "data"u8, out ReadOnlySpan<byte> value))
            {
                data = dataLines == 0 ? value : data;
                dataLines++;
            }
            else if (TryField(line, "event"u8, out value))
            {
                eventName = value;
            }
        }

        return new SseFrame(eventName, dataLines > 1 ? Join(frame) : data, dataLines > 0);
    }

    private static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> frame) =>
        frame.StartsWith("\uFEFF"u8) ? frame[3..] : frame;

    private static bool NextLine(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        if (rest.IsEmpty)
        {
            line = default;
            return false;
        }

        int end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return true;
    }

    private static bool TryField(ReadOnlySpan<byte> line, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith(name))
        {
            return false;
        }

        if (line.Length == name.Length)
        {
            return true; // a name without a colon is a field with an empty value
        }

        if (line[name.Length] != (byte)':')
        {
            return false;
        }

        value = line[(name.Length + 1)..];
        if (!value.IsEmpty && value[0] == (byte)' ')
        {
            value = value[1..];
        }

        return true;
    }

    private static byte[] Join(ReadOnlySpan<byte> frame)
    {
        var joined = new List<byte>(frame.Length);
        ReadOnlySpan<byte> rest = SkipByteOrderMark(frame);
        bool first = true;
        while (NextLine(ref rest, out ReadOnlySpan<byte> line))
        {
            if (!TryField(line, "data"u8, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            if (!first)
            {
                joined.Add((byte)'\n');
            }

            joined.AddRange(value);
            first = false;
        }

        return [.. joined];
    }
}
