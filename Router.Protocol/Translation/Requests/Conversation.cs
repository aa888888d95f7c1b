namespace Router.Protocol.Translation.Requests;

/// <summary>The messages of a request, put in an order that chat completions can express.</summary>
internal sealed class Conversation
{
    /// <summary>System messages in front of all others: part of the system text.</summary>
    public List<Block> LeadingSystem { get; } = [];

    /// <summary>The turns; two neighbours never have one role.</summary>
    public List<Turn> Turns { get; } = [];

    /// <summary>Names of tools that the history calls or loads: deferred ones among them are offered.</summary>
    public HashSet<string> NamedTools { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of tools that the history took away.</summary>
    public HashSet<string> RemovedTools { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether anything is said by user or assistant.</summary>
    public bool IsEmpty => Turns.TrueForAll(turn => turn.Role == TurnRole.System);
}
