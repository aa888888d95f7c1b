using System.Buffers;

namespace Router.Protocol.Translation.Answers;

/// <summary>A block that has not ended. Only the first of them is open; what comes for the others waits in them.</summary>
internal sealed class AnswerBlock(BlockKind kind)
{
    private ArrayBufferWriter<byte>? _waiting;

    public BlockKind Kind { get; } = kind;

    /// <summary>The call of a tool block.</summary>
    public ToolCall? Call { get; init; }

    /// <summary>The data of a carrier; the signature of a thinking block that nothing can be added to any more.</summary>
    public string? Carrier { get; set; }

    /// <summary>What a search block tells.</summary>
    public WebSearchResult? Search { get; init; }

    /// <summary>What came before the block could be opened.</summary>
    public ArrayBufferWriter<byte> Waiting => _waiting ??= new ArrayBufferWriter<byte>();

    /// <summary>Whether something waits.</summary>
    public bool HasWaiting => _waiting is { WrittenCount: > 0 };
}
