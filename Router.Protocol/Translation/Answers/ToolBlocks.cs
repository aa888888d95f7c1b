using System.Buffers;
using System.Globalization;

namespace Router.Protocol.Translation.Answers;

/// <summary>Begins and ends tool_use blocks: ids, names, signatures, and inputs that every client can read.</summary>
internal sealed class ToolBlocks(IMessageSink sink, ToolNames toolNames, DegradationNotes notes)
{
    private readonly ToolIds _ids = new();
    private readonly ArrayBufferWriter<byte> _input = new();
    private int _unnamed;

    /// <summary>A block was begun.</summary>
    public bool HasAny { get; private set; }

    /// <summary>Whether a block can begin: no client takes one without a name, and a name may come in pieces until the first argument.</summary>
    public static bool CanBegin(ToolCall call, bool isEnd, bool isFollowed) =>
        (call.Name.Length > 0 || isEnd) && (call.Input.HasStarted || isFollowed);

    /// <summary>Begins a call's block, its thought signature before it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="index">The next free index.</param>
    /// <returns>The index of the call's block.</returns>
    public int Begin(ToolCall call, int index)
    {
        string name = call.Name.Trim();
        if (name.Length == 0)
        {
            // The client answers an unknown tool with an error that the model can read, which keeps the conversation going.
            notes.Add("tool-call-without-name");
            name = string.Create(CultureInfo.InvariantCulture, $"tool_{++_unnamed}");
        }

        if (call.Signature is { } signature)
        {
            sink.AddRedacted(index++, ReasoningCarrier.OfSignature(signature));
        }

        string id = _ids.For(call.ProviderId);
        if (call.ProviderId is not null && !string.Equals(id, call.ProviderId, StringComparison.Ordinal))
        {
            notes.Add("tool-id-mapped");
        }

        call.IsOpen = true;
        HasAny = true;
        sink.StartToolUse(index, id, toolNames.ToClient(name));
        return index;
    }

    /// <summary>What a piece of a call's arguments adds to its input; valid until the next call.</summary>
    public ReadOnlySpan<byte> Take(ToolCall call, ReadOnlySpan<byte> piece)
    {
        _input.ResetWrittenCount();
        call.Input.Take(piece, _input);
        return _input.WrittenSpan;
    }

    /// <summary>What the end of a call's arguments adds to its input; valid until the next call.</summary>
    public ReadOnlySpan<byte> End(ToolCall call)
    {
        _input.ResetWrittenCount();
        call.Input.Take(call.Decoder.Finish(), _input);
        call.Input.End(_input);
        return _input.WrittenSpan;
    }
}
