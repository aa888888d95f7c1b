namespace Router.Core.Admission;

/// <summary>Why a gate refuses or is closed.</summary>
public enum RefusalReason
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The limits are used up for longer than the request would wait. For clients: 429.</summary>
    Limit,

    /// <summary>Too many wait already. For clients: 529.</summary>
    QueueFull,

    /// <summary>The provider said 429. For clients: 429.</summary>
    RateLimited,

    /// <summary>The provider is overloaded: 529 or its like. For clients: 529.</summary>
    Overloaded,

    /// <summary>The credential's quota, balance or spend limit is used up: an operator must act. For clients: 429.</summary>
    QuotaExhausted,

    /// <summary>The provider refuses the credential: an operator must replace it.</summary>
    CredentialRefused,

    /// <summary>An operator keeps it closed.</summary>
    Drained,

    /// <summary>The provider fails; the breaker is open. For clients: 529.</summary>
    Failing,
}
