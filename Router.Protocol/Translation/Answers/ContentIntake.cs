using System.Buffers;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>Takes the content of a chunk, a text or parts, to the stages of the text; refusals are collected.</summary>
internal sealed class ContentIntake(BlockSequence blocks, ThinkingIntake thinking, ITextStage text, DegradationNotes notes)
{
    private readonly TextDecoder _decoder = new();
    private readonly TextDecoder _refusalDecoder = new();
    private bool _inThought;

    /// <summary>The words of a refusal.</summary>
    public ArrayBufferWriter<byte> Refusal { get; } = new();

    public void Take(in ChatChunk chunk)
    {
        if (chunk.Content.HasText)
        {
            ReadOnlySpan<byte> piece = _decoder.Decode(chunk.Content.In(chunk.Data), chunk.Content.IsEscaped);
            if (_inThought || chunk.ExtraContent.IsObject)
            {
                TakeThought(piece, ThoughtSignature.MarksThought(chunk.Data, chunk.ExtraContent));
            }
            else
            {
                text.Take(piece);
            }
        }

        var parts = new JsonCursor(chunk.Data, chunk.Content.IsArray ? chunk.Content : default);
        while (parts.Next())
        {
            TakePart(chunk.Data, parts.Value);
        }

        TakeRefusal(chunk.Data, chunk.Refusal);
    }

    /// <summary>Takes a piece without escapes; false inside a marked thought, where chunks have to be read.</summary>
    public bool TryTakeText(ReadOnlySpan<byte> plain)
    {
        if (_inThought)
        {
            return false;
        }

        text.Take(_decoder.Decode(plain, isEscaped: false));
        return true;
    }

    public void Finish()
    {
        text.Take(_decoder.Finish());
        text.Finish();
        Refusal.Write(_refusalDecoder.Finish());
    }

    /// <summary>Gemini marks a chunk of thoughts beside it and also puts <c>&lt;thought&gt;</c> and <c>&lt;/thought&gt;</c> where they begin and end.</summary>
    private void TakeThought(ReadOnlySpan<byte> piece, bool isThought)
    {
        if (isThought && !_inThought && piece.StartsWith("<thought>"u8))
        {
            piece = piece["<thought>".Length..];
        }

        int end = isThought ? piece.IndexOf("</thought>"u8) : _inThought && piece.StartsWith("</thought>"u8) ? 0 : -1;
        _inThought = isThought && end < 0;
        if (isThought)
        {
            blocks.AddThinking(end < 0 ? piece : piece[..end]);
            piece = end < 0 ? default : piece[end..];
        }

        text.Take(end < 0 ? piece : piece["</thought>".Length..]);
    }

    /// <summary><code>{"type":"text","text":"Hi"}   {"type":"thinking","thinking":[{"type":"text","text":"Let me"}]}</code></summary>
    private void TakePart(ReadOnlySpan<byte> json, JsonRange part)
    {
        JsonRange thoughts = JsonCursor.Find(json, part, "thinking"u8);
        JsonRange words = part.IsText ? part : JsonCursor.Find(json, part, "text"u8);
        JsonRange refusal = JsonCursor.Find(json, part, "refusal"u8);
        if (thoughts.IsArray)
        {
            var pieces = new JsonCursor(json, thoughts);
            while (pieces.Next())
            {
                thinking.TakeText(json, pieces.Value.IsText ? pieces.Value : JsonCursor.Find(json, pieces.Value, "text"u8));
            }
        }
        else if (thoughts.IsText)
        {
            thinking.TakeText(json, thoughts);
        }
        else if (words.IsText)
        {
            text.Take(_decoder.Decode(words.In(json), words.IsEscaped));
        }
        else if (refusal.IsText)
        {
            TakeRefusal(json, refusal);
        }
        else
        {
            notes.Add("answer-part-dropped");
        }
    }

    private void TakeRefusal(ReadOnlySpan<byte> json, JsonRange refusal)
    {
        if (refusal.HasText)
        {
            Refusal.Write(_refusalDecoder.Decode(refusal.In(json), refusal.IsEscaped));
        }
    }
}
