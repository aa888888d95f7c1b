namespace Router.Protocol.Translation.Requests;

/// <summary>The blocks of one or more consecutive messages of a role.</summary>
internal sealed class Turn(TurnRole role)
{
    public TurnRole Role => role;

    /// <summary>Its blocks in order; tool results that were paired with their calls are taken out.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The calls of an assistant's turn, in the order of their blocks.</summary>
    public List<ToolCall> Calls { get; } = [];

    /// <summary>The calls that a user's turn answers, in the order of its results.</summary>
    public List<ToolCall> Answers { get; } = [];
}
