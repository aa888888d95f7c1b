namespace Router.Core.Spend.Answers;

/// <summary>A refusal, by the limit that lasts longest.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Node">Where.</param>
/// <param name="RetryAfter">
/// Above zero. For budgets and rates the shortest wait behind which the same request passes if nothing else comes; where other requests must end
/// first, a second.
/// </param>
public sealed record SpendRefusal(SpendRefusalReason Reason, SpendNode Node, TimeSpan RetryAfter)
{
    /// <summary>For budgets: how it stands.</summary>
    public BudgetStanding? Budget { get; init; }

    /// <summary>For budgets: what the request would have reserved.</summary>
    public Money Needed { get; init; }

    /// <summary>For rates: the limit.</summary>
    public long Limit { get; init; }
}
