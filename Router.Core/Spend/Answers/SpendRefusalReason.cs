namespace Router.Core.Spend.Answers;

/// <summary>Why a reservation is refused.</summary>
public enum SpendRefusalReason
{
    /// <summary>What is spent leaves too little until the period ends.</summary>
    Budget,

    /// <summary>What is spent would leave enough, but requests under way have reserved it.</summary>
    Reserved,

    /// <summary>Too many requests within a minute.</summary>
    Requests,

    /// <summary>Too many tokens within a minute.</summary>
    Tokens,

    /// <summary>Too many requests at one time.</summary>
    Concurrency,
}
