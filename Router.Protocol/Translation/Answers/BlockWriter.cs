using Router.Protocol.Anthropic.Shaping;

namespace Router.Protocol.Translation.Answers;

/// <summary>Writes the block whose turn it is, under the index that is its place in the message.</summary>
internal sealed class BlockWriter(IMessageSink sink, ToolBlocks tools)
{
    private int _index;

    /// <summary>Some block was begun.</summary>
    public bool HasAny => _index > 0 || IsOpen;

    /// <summary>A block was begun and is not closed.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>A block that only carries a provider's state.</summary>
    public void AddCarrier(string carrier) => sink.AddRedacted(_index++, carrier);

    /// <summary>A search and its result: two blocks.</summary>
    public void AddSearch(WebSearchResult result)
    {
        sink.AddSearch(_index, ToolIds.Random(ServerBlocks.OwnId), result);
        _index += 2;
    }

    /// <summary>Begins a block, with what waits for it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="isEnd">Whether the answer has ended.</param>
    /// <param name="isFollowed">Whether another block waits behind it.</param>
    /// <returns>Whether it is open now; a call whose name may still grow is not.</returns>
    public bool TryOpen(AnswerBlock block, bool isEnd, bool isFollowed)
    {
        if (block.Call is { } call)
        {
            if (!ToolBlocks.CanBegin(call, isEnd, isFollowed))
            {
                return false;
            }

            _index = tools.Begin(call, _index);
        }
        else if (block.Kind == BlockKind.Text)
        {
            sink.StartText(_index);
        }
        else
        {
            sink.StartThinking(_index);
        }

        IsOpen = true;
        if (block.HasWaiting)
        {
            Send(block, block.Waiting.WrittenSpan);
        }

        return true;
    }

    /// <summary>More of the block that is open.</summary>
    public void Send(AnswerBlock block, ReadOnlySpan<byte> bytes)
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

    /// <summary>Ends the block that is open.</summary>
    public void Close(AnswerBlock block)
    {
        if (block.Kind == BlockKind.Thinking)
        {
            sink.AddSignature(_index, block.Carrier!);
        }

        sink.StopBlock(_index++);
        IsOpen = false;
    }
}
