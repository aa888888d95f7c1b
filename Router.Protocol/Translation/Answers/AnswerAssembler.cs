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
    private readonly ThinkingIntake _thinking;
    private readonly ContentIntake _content;
    private readonly WebSearchIntake _search;
    private readonly ToolIntake _tools;
    private readonly ThinkTagSplitter? _thinkTags;

    public AnswerAssembler(AnswerTerms terms, DegradationNotes notes, IMessageSink sink)
    {
        _notes = notes;
        _blocks = new BlockSequence(sink, terms.ToolNames, terms.WebSearch, notes);
        _thinking = new ThinkingIntake(_blocks);
        _search = new WebSearchIntake(_blocks);
        _tools = new ToolIntake(_blocks, notes);
        ITextStage text = new PlainText(_blocks);
        text = terms is { HasTools: true, Capabilities.LeakedToolCalls: true } ? new LeakedCallScanner(text, _tools.TakeLeaked) : text;
        _thinkTags = terms.Capabilities.ThinkTags ? new ThinkTagSplitter(_blocks, text, notes) : null;
        _content = new ContentIntake(_blocks, _thinking, _thinkTags ?? text, notes);
    }

    /// <summary>The words of a refusal; null when there were none.</summary>
    public string? Refusal => _content.Refusal.WrittenCount > 0 ? Encoding.UTF8.GetString(_content.Refusal.WrittenSpan) : null;

    /// <summary>A tool_use block was begun.</summary>
    public bool HasTool => _blocks.HasTool;

    /// <summary>How many searches were told of.</summary>
    public int Searches => _blocks.Searches;

    /// <summary>Some part of the answer has come.</summary>
    public bool HasAny => _blocks.HasAny || _content.Refusal.WrittenCount > 0;

    /// <summary>A call's arguments have begun and not ended.</summary>
    public bool IsCutOff => _tools.IsCutOff;

    /// <summary>The bytes of text, thinking, tool input and refusal so far.</summary>
    public long Written => _blocks.Written + _content.Refusal.WrittenCount;

    /// <summary>The message has begun.</summary>
    public void Begin() => _blocks.Begin();

    /// <summary>Takes the parts of a chunk.</summary>
    public void Take(in ChatChunk chunk)
    {
        _thinking.Take(chunk);
        _thinkTags?.IsMirrored = _thinking.HasAny;
        if (ThoughtSignature.Find(chunk.Data, chunk.ExtraContent, chunk.ProviderFields) is { } signature && !ToolIntake.IsOfACall(chunk, signature))
        {
            _blocks.AddSignature(signature);
        }

        _search.Take(chunk);
        _content.Take(chunk);
        _tools.Take(chunk);
        if (chunk.HasMedia)
        {
            _notes.Add("answer-media-dropped");
        }
    }

    /// <summary>Takes a plain piece of text that is all its chunk holds; false when the chunk has to be read after all.</summary>
    public bool TryTakeText(ReadOnlySpan<byte> plain) => _content.TryTakeText(plain);

    /// <summary>Takes what a chunk without a choice says about a search.</summary>
    public void TakeSearch(in ChatChunk chunk) => _search.Take(chunk);

    /// <summary>No text comes any more: what was held back of it goes on.</summary>
    public void FinishText() => _content.Finish();

    /// <summary>The answer has ended: writes what was held back and closes all blocks.</summary>
    public void Finish()
    {
        FinishText();
        _blocks.End();
    }
}
