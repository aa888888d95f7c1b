namespace Router.Core.Spend.Answers;

/// <summary>An answer to a request for more.</summary>
public enum ExtendAnswerKind
{
    /// <summary>It is covered.</summary>
    Extended,

    /// <summary>It is not covered; the answer goes on and its overrun is recorded.</summary>
    Finish,

    /// <summary>It is not covered; the answer must end where its reservation ends.</summary>
    Cut,

    /// <summary>There is no such reservation, or it has ended.</summary>
    Unknown,
}
