namespace Router.Core.Admission;

/// <summary>How an attempt ended, as far as the provider's health is concerned.</summary>
public enum AttemptOutcome
{
    /// <summary>The provider answered in full.</summary>
    Answered,

    /// <summary>The provider refused the request for what it is (400, 404, 413, …): it is alive, and others are not affected.</summary>
    ClientFault,

    /// <summary>The client left, or nothing was learned: no evidence of anything.</summary>
    Abandoned,

    /// <summary>429, of requests or tokens.</summary>
    RateLimited,

    /// <summary>529, 503 or an overloaded event.</summary>
    Overloaded,

    /// <summary>insufficient_quota, a spend limit or an empty balance.</summary>
    QuotaExhausted,

    /// <summary>The provider refuses the credential itself: 401 or 403 to one of the gateway's own.</summary>
    CredentialRefused,

    /// <summary>No connection, another 5xx, a time-out or a cut stream.</summary>
    Failed,
}
