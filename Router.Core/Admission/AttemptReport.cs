namespace Router.Core.Admission;

/// <summary>Gives a permit back.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Tokens">The tokens that were really used; 0 when the provider refused. Null when unknown: the estimate stands.</param>
public readonly record struct AttemptReport(AttemptOutcome Outcome, long? Tokens)
{
    /// <summary>How long the provider asks to wait, see <see cref="Hints.CooldownHint"/>; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For a stock: how many of its requests were sent. Null: all.</summary>
    public int? Requests { get; init; }
}
