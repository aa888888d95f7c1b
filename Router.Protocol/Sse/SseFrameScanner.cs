namespace Router.Protocol.Sse;

/// <summary>
/// Finds where server-sent event frames end, over bytes that arrive in any chunking. A frame ends with an empty line; lines end with
/// LF, CRLF or CR, as the HTML standard's event stream grammar allows. Holds two bits of state and allocates nothing.
/// </summary>
public struct SseFrameScanner
{
    private bool _lineHasBytes;
    private bool _afterCarriageReturn;

    /// <summary>Looks at bytes that were not looked at before.</summary>
    /// <param name="fresh">The bytes that follow those of the previous call.</param>
    /// <returns>The number of bytes up to and including the end of the first frame in <paramref name="fresh"/>, or -1 when no frame ends in it.</returns>
    public int FindFrameEnd(ReadOnlySpan<byte> fresh)
    {
        int position = 0;
        while (position < fresh.Length)
        {
            if (_afterCarriageReturn)
            {
                _afterCarriageReturn = false;
                if (fresh[position] == (byte)'\n')
                {
                    // The second half of a CRLF that was cut between two reads: it ends no line of its own.
                    position++;
                    continue;
                }
            }

            int lineEnd = fresh[position..].IndexOfAny((byte)'\n', (byte)'\r');
            if (lineEnd < 0)
            {
                _lineHasBytes = true;
                return -1;
            }

            bool emptyLine = lineEnd == 0 && !_lineHasBytes;
            bool carriageReturn = fresh[position + lineEnd] == (byte)'\r';
            position += lineEnd + 1;
            _lineHasBytes = false;
            if (carriageReturn && position < fresh.Length && fresh[position] == (byte)'\n')
            {
                position++;
            }
            else
            {
                _afterCarriageReturn = carriageReturn;
            }

            if (emptyLine)
            {
                return position;
            }
        }

        return -1;
    }
}
