namespace Router.Core.Spend.Answers;

/// <summary>The answer to a request for a reservation.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="OutputTokens">When granted: the output tokens that it covers.</param>
/// <param name="Amount">When granted: what is reserved.</param>
/// <param name="Refusal">When refused: why.</param>
/// <param name="Fullest">The budget of which most is spent; null where there is none.</param>
public readonly record struct SpendAnswer(SpendAnswerKind Kind, long OutputTokens, Money Amount, SpendRefusal? Refusal, BudgetStanding? Fullest)
{
    /// <summary>A soft budget has reached its percentage.</summary>
    public bool IsSoftReached { get; init; }

    /// <summary>It stands, but could not be written down: should the process end, it never was.</summary>
    public bool IsUnwritten { get; init; }
}
