namespace Router.Core.Spend.Answers;

/// <summary>An answer to a request for a reservation.</summary>
public enum SpendAnswerKind
{
    /// <summary>It is reserved at every level.</summary>
    Granted,

    /// <summary>It is reserved at none.</summary>
    Refused,

    /// <summary>A reservation of this name has ended already: the command came late.</summary>
    Ended,
}
