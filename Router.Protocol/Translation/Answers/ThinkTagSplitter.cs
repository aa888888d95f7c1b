using System.Buffers;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Splits <c>&lt;think&gt;…&lt;/think&gt;</c> off the text of models whose server has no reasoning parser. The tag counts only where the text
/// begins, so that an answer may talk about it; white space behind the closing tag belongs to the tag. Where the prompt's template has opened the
/// tag already, only the closing one comes: it is taken out, the text before it was written long ago.
/// </summary>
internal sealed class ThinkTagSplitter(BlockSequence blocks, ITextStage next, DegradationNotes notes) : ITextStage
{
    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly ArrayBufferWriter<byte> _joined = new();
    private Stage _stage;
    private bool _hasClosed;
    private bool _dropsSpace;

    private enum Stage
    {
        Start,
        Thinking,
        Text,
    }

    private static ReadOnlySpan<byte> Opening => "<think>"u8;

    private static ReadOnlySpan<byte> Closing => "</think>"u8;

    /// <summary>The thinking also comes in a field of its own (MiniMax mirrors it): what stands between the tags is the same again.</summary>
    public bool IsMirrored { get; set; }

    public void Take(ReadOnlySpan<byte> text)
    {
        if (_held.WrittenCount > 0)
        {
            _joined.ResetWrittenCount();
            _joined.Write(_held.WrittenSpan);
            _joined.Write(text);
            _held.ResetWrittenCount();
            text = _joined.WrittenSpan;
        }

        while (!text.IsEmpty)
        {
            text = _stage switch
            {
                Stage.Start => Begin(text),
                Stage.Thinking => Think(text),
                _ => Pass(text),
            };
        }
    }

    public void Finish()
    {
        if (_stage == Stage.Thinking)
        {
            AddThinking(_held.WrittenSpan);
        }
        else
        {
            next.Take(_held.WrittenSpan);
        }

        _held.ResetWrittenCount();
        next.Finish();
    }

    private ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> text)
    {
        int start = text.IndexOfAnyExcept(" \t\r\n"u8);
        ReadOnlySpan<byte> rest = start < 0 ? default : text[start..];
        if (rest.StartsWith(Opening))
        {
            _stage = Stage.Thinking;
            return rest[Opening.Length..];
        }

        if (Opening.StartsWith(rest)) // nothing yet, or the beginning of the tag
        {
            _held.Write(_dropsSpace ? rest : text);
            return default;
        }

        _stage = Stage.Text;
        return _dropsSpace ? rest : text;
    }

    private ReadOnlySpan<byte> Think(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf(Closing);
        if (end >= 0)
        {
            AddThinking(text[..end]);
            (_stage, _hasClosed, _dropsSpace) = (Stage.Start, true, true);
            return text[(end + Closing.Length)..];
        }

        int cut = TagScan.CutLength(text, Closing);
        AddThinking(text[..^cut]);
        _held.Write(text[^cut..]);
        return default;
    }

    private ReadOnlySpan<byte> Pass(ReadOnlySpan<byte> text)
    {
        int end = _hasClosed ? -1 : text.IndexOf(Closing);
        if (end >= 0)
        {
            notes.Add("think-tag-unopened");
            next.Take(text[..end]);
            _hasClosed = true;
            return text[(end + Closing.Length)..];
        }

        int cut = _hasClosed ? 0 : TagScan.CutLength(text, Closing);
        next.Take(text[..^cut]);
        _held.Write(text[^cut..]);
        return default;
    }

    private void AddThinking(ReadOnlySpan<byte> text)
    {
        if (!IsMirrored)
        {
            blocks.AddThinking(text);
        }
    }
}
