using Router.Protocol.Anthropic.Shaping;
using System.Buffers;
using System.Text;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Puts the parts of an answer into Anthropic's order: blocks strictly one after the other, each closed before the next begins, none empty.
/// The first block that has not ended is open and written to at once; a call that is not complete keeps what follows it waiting, since providers
/// interleave the fragments of several calls.
/// </summary>
internal sealed class BlockSequence(IMessageSink sink, ToolNames toolNames, WebSearchTerms? search, DegradationNotes notes)
{
    private static readonly string TextSignature = Encoding.UTF8.GetString(ReasoningCarrier.Text);

    private readonly List<AnswerBlock> _blocks = [];
    private readonly ToolBlocks _tools = new(sink, toolNames, notes);
    private readonly ArrayBufferWriter<byte> _heldText = new();
    private readonly ArrayBufferWriter<byte> _heldThinking = new();
    private List<WebLink> _links = [];
    private string? _signature;
    private int _index;
    private bool _isOpen;

    /// <summary>The provider's reasoning state, to be carried by the next thinking block that ends.</summary>
    public ReasoningDetails Details { get; } = new();

    /// <summary>A tool_use block was begun.</summary>
    public bool HasTool => _tools.HasAny;

    /// <summary>How many searches were told of as done.</summary>
    public int Searches { get; private set; }

    /// <summary>Some block was begun or waits.</summary>
    public bool HasAny => _index > 0 || _blocks.Count > 0;

    /// <summary>The bytes of text, thinking and tool input so far: what an estimate of the output rests on.</summary>
    public long Written { get; private set; }

    private AnswerBlock? Last => _blocks.Count > 0 ? _blocks[^1] : null;

    /// <summary>The message has begun: a search that nobody can do is told before everything else.</summary>
    public void Begin()
    {
        if (search is { IsAvailable: false })
        {
            Begin(new AnswerBlock(BlockKind.Search) { Search = new WebSearchResult(search.Query, Links: null) });
        }
    }

    /// <summary>
    /// A page that was found. The search is told before the text where it is known then; mostly providers name their pages behind it, and holding the
    /// text back for that long would be worse than the order.
    /// </summary>
    public void AddLink(WebLink link)
    {
        if (search is { IsAvailable: true })
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
            notes.Add("thought-signature-late");
        }

        AddLateSignature();
        _signature = signature;
    }

    /// <summary>The thought signature of a call whose block was begun already: it comes directly behind it.</summary>
    public void AddSignature(ToolCall call, string signature)
    {
        notes.Add("thought-signature-late");
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
            _blocks.Add(new AnswerBlock(BlockKind.Search) { Search = new WebSearchResult(search!.Query, _links) });
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
        if (_isOpen && block == _blocks[0])
        {
            Send(block, bytes);
        }
        else
        {
            block.Waiting.Write(bytes);
        }
    }

    private void Send(AnswerBlock block, ReadOnlySpan<byte> bytes)
    {
        switch (block.Kind)
        {
            case BlockKind.Text:
                sink.AddText(_index, bytes);
                break;
            case BlockKind.Thinking:
                sink.AddThinking(_index, bytes);
                break;
            default:
                sink.AddInput(_index, bytes);
                break;
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
                sink.AddRedacted(_index++, head.Carrier!);
            }
            else if (head.Search is { } result)
            {
                sink.AddSearch(_index, ToolIds.Random(ServerBlocks.OwnId), result);
                _index += 2;
            }
            else if (head.Call is { Name.Length: 0 } && isEnd && !head.Call.Input.HasStarted)
            {
                notes.Add("tool-call-without-name");
            }
            else if ((!_isOpen && !TryOpen(head, isEnd, isFollowed)) || !TryClose(head, isEnd, isFollowed))
            {
                return;
            }

            _blocks.RemoveAt(0);
        }
    }

    private bool TryOpen(AnswerBlock block, bool isEnd, bool isFollowed)
    {
        if (block.Call is { } call)
        {
            if (!ToolBlocks.CanBegin(call, isEnd, isFollowed))
            {
                return false;
            }

            _index = _tools.Begin(call, _index);
        }
        else if (block.Kind == BlockKind.Text)
        {
            sink.StartText(_index);
        }
        else
        {
            sink.StartThinking(_index);
        }

        _isOpen = true;
        if (block.HasWaiting)
        {
            Send(block, block.Waiting.WrittenSpan);
        }

        return true;
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
        else if (block.Kind == BlockKind.Thinking)
        {
            sink.AddSignature(_index, block.Carrier!);
        }

        sink.StopBlock(_index++);
        _isOpen = false;
        return true;
    }
}
