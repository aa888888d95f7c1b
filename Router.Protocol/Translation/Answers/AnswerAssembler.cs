using System.Buffers;
using System.Text;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Takes the parts of a chunk, or of a whole answer, to their blocks: thinking, then text, then calls. Streams and whole answers go through the
/// same code, so that they can't differ.
/// </summary>
internal sealed class AnswerAssembler
{
    private readonly DegradationNotes _notes;
    private readonly BlockSequence _blocks;
    private readonly ToolCallRouter _router;
    private readonly ITextStage _text;
    private readonly ThinkTagSplitter? _thinkTags;
    private readonly TextDecoder _textDecoder = new();
    private readonly TextDecoder _thinkingDecoder = new();
    private readonly TextDecoder _refusalDecoder = new();
    private readonly ArrayBufferWriter<byte> _refusal = new();
    private long _chunk;
    private bool _inThought;

    public AnswerAssembler(AnswerTerms terms, DegradationNotes notes, IMessageSink sink)
    {
        _notes = notes;
        _blocks = new BlockSequence(sink, terms.ToolNames, notes);
        _router = new ToolCallRouter(notes);
        _text = new PlainText(_blocks);
        _text = terms is { HasTools: true, Capabilities.LeakedToolCalls: true } ? new LeakedCallScanner(_text, TakeLeaked) : _text;
        _thinkTags = terms.Capabilities.ThinkTags ? new ThinkTagSplitter(_blocks, _text, notes) : null;
        _text = _thinkTags ?? _text;
    }

    /// <summary>The model refused in words.</summary>
    public bool HasRefusal => _refusal.WrittenCount > 0;

    /// <summary>The words of a refusal; null when there were none.</summary>
    public string? Refusal => HasRefusal ? Encoding.UTF8.GetString(_refusal.WrittenSpan) : null;

    /// <summary>A tool_use block was begun.</summary>
    public bool HasTool => _blocks.HasTool;

    /// <summary>Some part of the answer has come.</summary>
    public bool HasAny => _blocks.HasAny || HasRefusal;

    /// <summary>A call's arguments have begun and not ended.</summary>
    public bool IsCutOff => _router.Calls.Any(call => call.Input.IsCutOff);

    /// <summary>The bytes of text, thinking, tool input and refusal so far.</summary>
    public long Written => _blocks.Written + _refusal.WrittenCount;

    /// <summary>Takes the parts of a chunk.</summary>
    public void Take(in ChatChunk chunk)
    {
        _chunk++;
        TakeReasoning(chunk);
        if (ThoughtSignature.Find(chunk.Data, chunk.ExtraContent, chunk.ProviderFields) is { } signature && !IsOfACall(chunk, signature))
        {
            _blocks.AddSignature(signature);
        }

        TakeContent(chunk);
        TakeRefusal(chunk);
        TakeTools(chunk);
        if (chunk.HasMedia)
        {
            _notes.Add("answer-media-dropped");
        }
    }

    /// <summary>No text comes any more: what was held back of it goes on.</summary>
    public void FinishText()
    {
        _text.Take(_textDecoder.Finish());
        _text.Finish();
        _refusal.Write(_refusalDecoder.Finish());
    }

    /// <summary>The answer has ended: writes what was held back and closes all blocks.</summary>
    public void Finish()
    {
        FinishText();
        _blocks.End();
    }

    private void TakeReasoning(in ChatChunk chunk)
    {
        _blocks.Details.Merge(chunk.Data, chunk.ReasoningDetails);

        // Servers that changed the field's name send both for a while: the same text twice.
        JsonRange text = chunk.ReasoningContent.HasText ? chunk.ReasoningContent : chunk.Reasoning;
        if (text.IsObject)
        {
            text = FirstText(chunk.Data, text, "content"u8, "text"u8, "summary"u8);
        }

        if (text.HasText)
        {
            TakeThinking(chunk.Data, text);
            return;
        }

        var details = new JsonCursor(chunk.Data, chunk.ReasoningDetails.IsArray ? chunk.ReasoningDetails : default);
        while (details.Next())
        {
            TakeThinking(chunk.Data, FirstText(chunk.Data, details.Value, "text"u8, "summary"u8, default));
        }
    }

    private static JsonRange FirstText(ReadOnlySpan<byte> json, JsonRange range, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        JsonRange found = JsonCursor.Find(json, range, first);
        found = found.HasText ? found : JsonCursor.Find(json, range, second);
        return found.HasText ? found : JsonCursor.Find(json, range, third);
    }

    private void TakeThinking(ReadOnlySpan<byte> json, JsonRange text)
    {
        if (text.HasText)
        {
            _thinkTags?.IsMirrored = true;
            _blocks.AddThinking(_thinkingDecoder.Decode(text.In(json), text.IsEscaped));
        }
    }

    private void TakeContent(in ChatChunk chunk)
    {
        if (chunk.Content.HasText)
        {
            ReadOnlySpan<byte> text = _textDecoder.Decode(chunk.Content.In(chunk.Data), chunk.Content.IsEscaped);
            if (_inThought || chunk.ExtraContent.IsObject)
            {
                TakeThought(text, ThoughtSignature.MarksThought(chunk.Data, chunk.ExtraContent));
            }
            else
            {
                _text.Take(text);
            }

            return;
        }

        var parts = new JsonCursor(chunk.Data, chunk.Content.IsArray ? chunk.Content : default);
        while (parts.Next())
        {
            TakePart(chunk.Data, parts.Value);
        }
    }

    /// <summary>Gemini marks a chunk of thoughts beside it and also puts <c>&lt;thought&gt;</c> and <c>&lt;/thought&gt;</c> where they begin and end.</summary>
    private void TakeThought(ReadOnlySpan<byte> text, bool isThought)
    {
        if (isThought && !_inThought && text.StartsWith("<thought>"u8))
        {
            text = text["<thought>".Length..];
        }

        int end = isThought ? text.IndexOf("</thought>"u8) : _inThought && text.StartsWith("</thought>"u8) ? 0 : -1;
        _inThought = isThought && end < 0;
        if (isThought)
        {
            _blocks.AddThinking(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[end..];
        }

        _text.Take(end < 0 ? text : text["</thought>".Length..]);
    }

    /// <summary><code>{"type":"text","text":"Hi"}   {"type":"thinking","thinking":[{"type":"text","text":"Let me"}]}</code></summary>
    private void TakePart(ReadOnlySpan<byte> json, JsonRange part)
    {
        if (part.HasText)
        {
            _text.Take(_textDecoder.Decode(part.In(json), part.IsEscaped));
            return;
        }

        JsonRange thinking = JsonCursor.Find(json, part, "thinking"u8);
        JsonRange text = JsonCursor.Find(json, part, "text"u8);
        JsonRange refusal = JsonCursor.Find(json, part, "refusal"u8);
        if (thinking.IsArray)
        {
            var pieces = new JsonCursor(json, thinking);
            while (pieces.Next())
            {
                TakeThinking(json, pieces.Value.IsText ? pieces.Value : JsonCursor.Find(json, pieces.Value, "text"u8));
            }
        }
        else if (thinking.IsText)
        {
            TakeThinking(json, thinking);
        }
        else if (text.IsText)
        {
            _text.Take(_textDecoder.Decode(text.In(json), text.IsEscaped));
        }
        else if (refusal.IsText)
        {
            _refusal.Write(_refusalDecoder.Decode(refusal.In(json), refusal.IsEscaped));
        }
        else
        {
            _notes.Add("answer-part-dropped");
        }
    }

    private void TakeRefusal(in ChatChunk chunk)
    {
        if (chunk.Refusal.HasText)
        {
            _refusal.Write(_refusalDecoder.Decode(chunk.Refusal.In(chunk.Data), chunk.Refusal.IsEscaped));
        }
    }

    private void TakeTools(in ChatChunk chunk)
    {
        var calls = new JsonCursor(chunk.Data, chunk.ToolCalls.IsArray ? chunk.ToolCalls : default);
        while (calls.Next())
        {
            if (calls.Value.IsObject)
            {
                TakeTool(ToolCallDelta.Read(chunk.Data, calls.Value), chunk.IsWhole);
            }
        }

        if (chunk.ToolCalls.IsObject)
        {
            TakeTool(ToolCallDelta.Read(chunk.Data, chunk.ToolCalls), chunk.IsWhole);
        }

        if (chunk.FunctionCall.IsObject)
        {
            TakeTool(ToolCallDelta.Read(chunk.Data, chunk.FunctionCall), chunk.IsWhole);
        }
    }

    private void TakeTool(in ToolCallDelta delta, bool isWhole)
    {
        ToolCall? call = _router.Route(delta, _chunk, isWhole, out bool isNew);
        if (call is null)
        {
            return;
        }

        if (isNew)
        {
            _blocks.BeginTool(call);
        }
        else if (delta.Signature is { } late && !string.Equals(late, call.Signature, StringComparison.Ordinal))
        {
            call.Signature = late;
            _blocks.AddSignature(call, late);
        }

        if (delta.Arguments.IsText)
        {
            _blocks.AddInput(call, call.Decoder.Decode(delta.Arguments.In(delta.Data), delta.Arguments.IsEscaped));
        }
        else if (delta.Arguments.HasValue)
        {
            _blocks.AddInput(call, call.Decoder.Decode(delta.Arguments.In(delta.Data), isEscaped: false));
        }
    }

    private void TakeLeaked(LeakedCall leaked)
    {
        _notes.Add("tool-call-recovered");
        var call = new ToolCall(new ToolInput(isText: false, _notes));
        call.TakeName(leaked.Name);
        _blocks.BeginTool(call);
        _blocks.AddInput(call, leaked.Input);
    }

    /// <summary>LiteLLM repeats the signatures of calls beside the message.</summary>
    private static bool IsOfACall(in ChatChunk chunk, string signature)
    {
        var calls = new JsonCursor(chunk.Data, chunk.ToolCalls.IsArray ? chunk.ToolCalls : default);
        while (calls.Next())
        {
            if (calls.Value.IsObject && string.Equals(ToolCallDelta.Read(chunk.Data, calls.Value).Signature, signature, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
