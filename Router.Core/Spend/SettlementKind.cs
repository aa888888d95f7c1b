namespace Router.Core.Spend;

/// <summary>How a reservation ended.</summary>
public enum SettlementKind
{
    /// <summary>The answer came to its end, with usage.</summary>
    Answered,

    /// <summary>The answer was cut, by the client or on the way; the tokens are at least those that were relayed.</summary>
    Cut,

    /// <summary>Every provider refused or failed before content: only what they reported is charged.</summary>
    Failed,

    /// <summary>No provider was asked: the request counts nowhere.</summary>
    NotSent,

    /// <summary>The process ended first: charged as reserved.</summary>
    Interrupted,
}
