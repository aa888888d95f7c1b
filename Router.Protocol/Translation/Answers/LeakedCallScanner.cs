using System.Buffers;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Recovers tool calls that a local model's parser left in the text. Text between the tags is held back until the closing tag and then read;
/// what can't be read is given on as text, unchanged.
/// </summary>
/// <param name="next">Takes the text that is none.</param>
/// <param name="found">Takes the calls.</param>
internal sealed class LeakedCallScanner(ITextStage next, Action<LeakedCall> found) : ITextStage
{
    /// <summary>A call that is larger than this, in bytes, is taken for text.</summary>
    private const int LargestCall = 1024 * 1024;

    // Each opening with what closes it. A wrapper stands before the calls that it wraps.
    private static readonly (byte[] Opening, byte[] Closing)[] Tags =
    [
        ("<tool_call>"u8.ToArray(), "</tool_call>"u8.ToArray()),
        ("<function_calls>"u8.ToArray(), "</function_calls>"u8.ToArray()),
        ("<minimax:tool_call>"u8.ToArray(), "</minimax:tool_call>"u8.ToArray()),
        ("<function="u8.ToArray(), "</function>"u8.ToArray()),
        ("<invoke name="u8.ToArray(), "</invoke>"u8.ToArray()),
    ];

    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly ArrayBufferWriter<byte> _joined = new();
    private byte[]? _closing;
    private int _searched;
    private byte _before;
    private bool _hasFound;

    public void Take(ReadOnlySpan<byte> text)
    {
        if (_closing is null && _held.WrittenCount > 0)
        {
            _joined.ResetWrittenCount();
            _joined.Write(_held.WrittenSpan);
            _joined.Write(text);
            _held.ResetWrittenCount();
            text = _joined.WrittenSpan;
        }

        while (!text.IsEmpty)
        {
            text = _closing is null ? Search(text) : Capture(text);
        }
    }

    public void Finish()
    {
        // A model that stops behind the call may leave the closing tag out; half a call is text.
        if (_closing is null || !TryEmit(_held.WrittenSpan, _closing))
        {
            next.Take(_held.WrittenSpan);
        }

        Release();
        next.Finish();
    }

    private ReadOnlySpan<byte> Search(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOf((byte)'<');
        if (at < 0)
        {
            Pass(text);
            return default;
        }

        if (at > 0)
        {
            Pass(text[..at]);
            return text[at..];
        }

        bool isQuoted = _before == (byte)'`'; // an answer that explains the tags writes them as code
        foreach ((byte[] opening, byte[] closing) in Tags)
        {
            if (!isQuoted && text.StartsWith(opening))
            {
                _closing = closing;
                return text;
            }

            if (_hasFound && text.StartsWith(closing))
            {
                return text[closing.Length..]; // the end of a wrapper whose beginning the model left out
            }

            if ((!isQuoted && opening.AsSpan().StartsWith(text)) || (_hasFound && closing.AsSpan().StartsWith(text)))
            {
                _held.Write(text);
                return default;
            }
        }

        Pass(text[..1]);
        return text[1..];
    }

    private ReadOnlySpan<byte> Capture(ReadOnlySpan<byte> text)
    {
        int before = _held.WrittenCount;
        _held.Write(text);

        // The closing tag may also stand inside an argument: then the first one gives nothing readable, and a later one does.
        int distance;
        while ((distance = _held.WrittenSpan[_searched..].IndexOf(_closing)) >= 0)
        {
            _searched += distance + _closing!.Length;
            if (TryEmit(_held.WrittenSpan[.._searched], _closing))
            {
                ReadOnlySpan<byte> rest = text[(_searched - before)..];
                Release();
                return rest;
            }
        }

        _searched = Math.Max(_searched, _held.WrittenCount - _closing!.Length + 1);
        if (_held.WrittenCount > LargestCall)
        {
            Pass(_held.WrittenSpan);
            Release();
        }

        return default;
    }

    private void Release()
    {
        _closing = null;
        _searched = 0;
        _held.ResetWrittenCount();
    }

    private bool TryEmit(ReadOnlySpan<byte> captured, byte[] closing)
    {
        if (LeakedCallReader.Read(captured, closing) is not { Count: > 0 } calls)
        {
            return false;
        }

        _hasFound = true;
        _before = 0;
        calls.ForEach(found);
        return true;
    }

    private void Pass(ReadOnlySpan<byte> text)
    {
        _before = text[^1];
        next.Take(text);
    }
}
