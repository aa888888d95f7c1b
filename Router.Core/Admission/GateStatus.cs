namespace Router.Core.Admission;

/// <summary>A gate as operators see it.</summary>
public sealed record GateStatus
{
    /// <summary>Why it is closed; none when it is open.</summary>
    public required RefusalReason Closed { get; init; }

    /// <summary>When it may open again; null when it is open, or while a probe is out.</summary>
    public required DateTimeOffset? OpensAt { get; init; }

    /// <summary>Permits that are out.</summary>
    public required int Permits { get; init; }

    /// <summary>Interactive and background requests that wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>Requests of the last minute, held stocks included.</summary>
    public required long RequestsUsed { get; init; }

    /// <summary>Tokens of the last minute, borrowed ones included.</summary>
    public required long TokensUsed { get; init; }

    /// <summary>The limit of requests that the provider's headers named; null when unknown.</summary>
    public required long? LearnedRequests { get; init; }

    /// <summary>The limit of tokens that the provider's headers named; null when unknown.</summary>
    public required long? LearnedTokens { get; init; }
}
