using System.Buffers;
using System.Text;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Puts the parts of an answer into Anthropic's order: blocks strictly one after the other, each closed before the next begins, none empty.
/// The first block that has not ended is open and written to at once; a call that is not complete keeps what follows it waiting, since providers
/// interleave the fragments of several calls.
/// </summary>
internal sealed class BlockSequence
{
    private static readonly string TextSignature = Encoding.UTF8.GetString(ReasoningCarrier.Text);

    private readonly List<AnswerBlock> _blocks = [];
    private readonly ToolBlocks _tools;
    private readonly BlockWriter _writer;
    private readonly ArrayBufferWriter<byte> _heldText = new();
    private readonly ArrayBufferWriter<byte> _heldThinking = new();
    private readonly WebSearchTerms? _search;
    private readonly DegradationNotes _notes;
    private List<WebLink> _links = [];
    private string? _signature;

    public BlockSequence(IMessageSink sink, ToolNames toolNames, WebSearchTerms? search, DegradationNotes notes)
    {
        (_search, _notes) = (search, notes);
        _tools = new ToolBlocks(sink, toolNames, notes);
        _writer = new BlockWriter(sink, _tools);
    }

    /// <summary>The provider's reasoning state, to be carried by the next thinking block that ends.</summary>
    public ReasoningDetails Details { get; } = new();

    /// <summary>A tool_use block was begun.</summary>
    public bool HasTool => _tools.HasAny;

    /// <summary>How many searches were told of as done.</summary>
    public int Searches { get; private set; }

    /// <summary>Some block was begun or waits.</summary>
    public bool HasAny => _writer.HasAny || _blocks.Count > 0;

    /// <summary>The bytes of text, thinking and tool input so far: what an estimate of the output rests on.</summary>
    public long Written { get; private set; }

    private AnswerBlock? Last => _blocks.Count > 0 ? _blocks[^1] : null;

    /// <summary>The message has begun: a search that nobody can do is told before everything else.</summary>
    public void Begin()
    {
        if (_search is { IsAvailable: false })
        {
            Begin(new AnswerBlock(BlockKind.Search) { Search = new WebSearchResult(_search.Query, Links: null) });
        }
    }

    /// <summary>
    /// A page that was found. The search is told before the text where it is known then; mostly providers name their pages behind it, and holding the
    /// text back for that long would be worse than the order.
    /// </summary>
    public void AddLink(WebLink link)
    {
        if (_search is { IsAvailable: true })
        {
            _links.Add(link);
        }
    }

    public void AddText(ReadOnlySpan<byte> text) => AddRunning(BlockKind.Text, text, _heldText);

    public void AddThinking(ReadOnlySpan<byte> text) => AddRunning(BlockKind.Thinking, text, _heldThinking);

    public void BeginTool(ToolCall call)
    {
        _heldText.ResetWrittenCount();
        _heldThinking.ResetWrittenCount();
        Begin(new AnswerBlock(BlockKind.Tool) { Call = call });
    }

    /// <summary>A piece of a call's arguments, decoded.</summary>
    public void AddInput(ToolCall call, ReadOnlySpan<byte> piece)
    {
        ReadOnlySpan<byte> input = _tools.Take(call, piece);
        if (_blocks.Find(one => one.Call == call) is { } block)
        {
            Write(block, input);
            Advance(isEnd: false);
        }
    }

    /// <summary>The thought signature of the text that follows, or of a call whose block was begun already.</summary>
    public void AddSignature(string signature)
    {
        if (Last is { Kind: BlockKind.Text or BlockKind.Tool })
        {
            _notes.Add("thought-signature-late");
        }

        AddLateSignature();
        _signature = signature;
    }

    /// <summary>The thought signature of a call whose block was begun already: it comes directly behind it.</summary>
    public void AddSignature(ToolCall call, string signature)
    {
        _notes.Add("thought-signature-late");
        int position = _blocks.FindIndex(one => one.Call == call);
        if (position < 0)
        {
            AddSignature(signature);
            return;
        }

        _blocks.Insert(position + 1, new AnswerBlock(BlockKind.Carrier) { Carrier = ReasoningCarrier.OfSignature(signature) });
        Advance(isEnd: false);
    }

    /// <summary>The answer has ended: everything that waits is written and closed.</summary>
    public void End()
    {
        Seal(next: null);
        Advance(isEnd: true);
    }

    private void AddRunning(BlockKind kind, ReadOnlySpan<byte> text, ArrayBufferWriter<byte> held)
    {
        AnswerBlock? block = Last;
        if (block?.Kind == kind)
        {
            Write(block, text);
            return;
        }

        // White space alone begins no block: servers send it beside thinking and calls, and an empty text block poisons the history.
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            held.Write(text);
            return;
        }

        block = new AnswerBlock(kind);
        Begin(block);
        if (held.WrittenCount == 0)
        {
            Write(block, text);
            return;
        }

        held.Write(text);
        Write(block, held.WrittenSpan);
        held.ResetWrittenCount();
    }

    private void Begin(AnswerBlock block)
    {
        Seal(block.Kind);
        _blocks.Add(block);
        Advance(isEnd: false);
    }

    /// <summary>Gives the state that was collected to the thinking block that it belongs to, or to a carrier of its own.</summary>
    private void Seal(BlockKind? next)
    {
        if (Last is { Kind: BlockKind.Thinking })
        {
            SealThinking();
        }
        else if (Details.HasAny && next != BlockKind.Thinking)
        {
            _blocks.Add(new AnswerBlock(BlockKind.Carrier) { Carrier = Details.TakeCarrier() });
        }

        if (next != BlockKind.Thinking)
        {
            AddSearch();
            AddLateSignature();
        }
    }

    private void SealThinking()
    {
        if (Last is { Kind: BlockKind.Thinking } thinking)
        {
            thinking.Carrier ??= Details.HasAny ? Details.TakeCarrier() : TextSignature;
        }
    }

    private void AddSearch()
    {
        if (_links.Count > 0)
        {
            _blocks.Add(new AnswerBlock(BlockKind.Search) { Search = new WebSearchResult(_search!.Query, _links) });
            _links = [];
            Searches++;
        }
    }

    private void AddLateSignature()
    {
        if (_signature is { } signature)
        {
            _signature = null;
            SealThinking();
            _blocks.Add(new AnswerBlock(BlockKind.Carrier) { Carrier = ReasoningCarrier.OfSignature(signature) });
        }
    }

    private void Write(AnswerBlock block, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        Written += bytes.Length;
        if (_writer.IsOpen && block == _blocks[0])
        {
            _writer.Send(block, bytes);
        }
        else
        {
            block.Waiting.Write(bytes);
        }
    }

    private void Advance(bool isEnd)
    {
        while (_blocks.Count > 0)
        {
            AnswerBlock head = _blocks[0];
            bool isFollowed = isEnd || _blocks.Count > 1;
            if (head.Kind == BlockKind.Carrier)
            {
                _writer.AddCarrier(head.Carrier!);
            }
            else if (head.Search is { } result)
            {
                _writer.AddSearch(result);
            }
            else if (head.Call is { Name.Length: 0 } && isEnd && !head.Call.Input.HasStarted)
            {
                _notes.Add("tool-call-without-name");
            }
            else if ((!_writer.IsOpen && !_writer.TryOpen(head, isEnd, isFollowed)) || !TryClose(head, isEnd, isFollowed))
            {
                return;
            }

            _blocks.RemoveAt(0);
        }
    }

    private bool TryClose(AnswerBlock block, bool isEnd, bool isFollowed)
    {
        if (block.Call is { } call)
        {
            if (!isEnd && !call.Input.IsClosed && !(isFollowed && call.Input.IsComplete))
            {
                return false;
            }

            Write(block, _tools.End(call));
        }
        else if (!isFollowed)
        {
            return false;
        }

        _writer.Close(block);
        return true;
    }
}
