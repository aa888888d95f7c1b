using System.Buffers;
using Router.Protocol.Json;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Passes on a tool call's arguments as they come, byte by byte and never held back until they parse, but mends what providers are known to do:
/// nothing at all for a tool without parameters, <c>{}</c> before the real object, a second object behind the first, an object encoded twice as
/// text, bare line breaks inside texts, no object at all.
/// <code>{}{"command":"ls"}   "{\"command\":\"ls\"}"   null</code>
/// </summary>
/// <param name="isText">The input of a custom tool: text that becomes <c>{"input":"…"}</c> unless it is an object.</param>
/// <param name="notes">Where a loss is noted.</param>
internal sealed class ToolInput(bool isText, DegradationNotes notes)
{
    private Stage _stage;
    private bool _inString;
    private bool _escaped;
    private int _depth;
    private bool _isInner;
    private DoubleEncoded? _encoded;

    private enum Stage
    {
        Start,
        Brace,
        Empty,
        Object,
        Done,
        Encoded,
        Text,
        Unreadable,
    }

    /// <summary>Something other than white space has come.</summary>
    public bool HasStarted => _stage != Stage.Start;

    /// <summary>An object has come to its end; an empty one may still be replaced by a real one.</summary>
    public bool IsComplete => _stage is Stage.Empty or Stage.Done || _encoded is { IsComplete: true };

    /// <summary>An object with members has come to its end: nothing behind it counts.</summary>
    public bool IsClosed => _stage == Stage.Done || _encoded is { IsClosed: true };

    /// <summary>An object has begun and not ended.</summary>
    public bool IsCutOff => _stage is Stage.Brace or Stage.Object || _encoded is { IsComplete: false };

    /// <summary>Takes a piece of clean UTF-8.</summary>
    public void Take(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        while (!piece.IsEmpty)
        {
            int used = _stage switch
            {
                Stage.Object => TakeObject(piece, output),
                Stage.Encoded => TakeEncoded(piece, output),
                Stage.Text => TakeText(piece, output),
                _ => TakeBetween(piece, output),
            };
            piece = piece[used..];
        }
    }

    /// <summary>The arguments have ended: closes what can be closed, and gives an empty object when there was none.</summary>
    public void End(IBufferWriter<byte> output)
    {
        switch (_stage)
        {
            case Stage.Start or Stage.Empty or Stage.Unreadable:
                output.Write("{}"u8);
                break;
            case Stage.Brace:
                output.Write("{"u8);
                break;
            case Stage.Text:
                output.Write("\"}"u8);
                break;
            case Stage.Encoded:
                _encoded!.End(output);
                break;
        }
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    private int TakeBetween(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        byte first = piece[0];
        if (IsSpace(first))
        {
            return 1;
        }

        switch (_stage)
        {
            case Stage.Start:
                Begin(first, output);
                return _stage is Stage.Text or Stage.Unreadable ? 0 : 1;
            case Stage.Brace when first == (byte)'}':
                _stage = Stage.Empty;
                return 1;
            case Stage.Brace:
                output.Write("{"u8);
                (_stage, _depth) = (Stage.Object, 1);
                return 0;
            case Stage.Empty when first == (byte)'{':
                _stage = Stage.Brace;
                return 1;
            default:
                notes.Add(_stage == Stage.Unreadable ? "tool-input-unreadable" : "tool-input-cut");
                return piece.Length;
        }
    }

    private void Begin(byte first, IBufferWriter<byte> output)
    {
        if (first == (byte)'{')
        {
            _stage = Stage.Brace;
        }
        else if (isText)
        {
            _stage = Stage.Text;
            output.Write("{\"input\":\""u8);
        }
        else if (first == (byte)'"' && !_isInner)
        {
            _stage = Stage.Encoded;
            _encoded = new DoubleEncoded(new ToolInput(isText: false, notes) { _isInner = true });
        }
        else
        {
            _stage = Stage.Unreadable;
        }
    }

    private int TakeObject(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        int written = 0;
        for (int position = 0; position < piece.Length; position++)
        {
            byte one = piece[position];
            if (_inString)
            {
                if (one < 0x20)
                {
                    // Local models write line breaks into texts as they are; JSON wants them escaped.
                    output.Write(piece[written..position]);
                    written = position + 1;
                    JsonEscape.WriteOne(output, one);
                }

                bool closes = one == (byte)'"' && !_escaped;
                _escaped = one == (byte)'\\' && !_escaped;
                _inString = !closes;
                continue;
            }

            _inString = one == (byte)'"';
            _depth += one is (byte)'{' or (byte)'[' ? 1 : one is (byte)'}' or (byte)']' ? -1 : 0;
            if (_depth == 0)
            {
                _stage = Stage.Done;
                output.Write(piece[written..(position + 1)]);
                return position + 1;
            }
        }

        output.Write(piece[written..]);
        return piece.Length;
    }

    private int TakeEncoded(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        _encoded!.Take(piece, output);
        return piece.Length;
    }

    private static int TakeText(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        JsonEscape.Write(output, piece);
        return piece.Length;
    }
}
