using Router.Core.Admission.Hints;
using Router.Core.Admission.State;

namespace Router.Core.Admission.Windows;

/// <summary>
/// What the provider's headers say: until the reset no more is granted than what they leave. Granting nothing until then costs no throughput even
/// where the provider refills little by little, because what refills meanwhile can be granted at once afterwards.
/// </summary>
internal sealed class LearnedLimit
{
    /// <summary>How long a limit is believed without being seen again.</summary>
    private const long Lifetime = 10 * TimeSpan.TicksPerMinute;

    /// <summary>What is known; null for nothing.</summary>
    public LearnedState? State { get; set; }

    /// <summary>When an amount fits: now or at the reset.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="total">All that was ever granted.</param>
    /// <param name="now">The time.</param>
    public long FreeAt(long amount, long total, long now)
    {
        Roll(total, now);
        if (State is not { } state)
        {
            return now;
        }

        long size = state.Limit is { } limit ? Math.Min(amount, limit) : amount;
        return total - state.At + size <= state.Remaining ? now : state.Until;
    }

    /// <summary>
    /// Takes a reading, unless a request that was granted later has already brought one. What only follows from a reset that has passed
    /// gives way to any reading.
    /// </summary>
    /// <param name="reading">The reading.</param>
    /// <param name="totalThen">All that had been granted up to the request that brought it.</param>
    /// <param name="total">All that was ever granted.</param>
    /// <param name="now">The time.</param>
    public void Learn(RateReading reading, long totalThen, long total, long now)
    {
        Roll(total, now);
        if (reading.Remaining >= 0 && reading.ResetIn > TimeSpan.Zero && (State is not { } state || totalThen >= state.At || IsFollowed(state)))
        {
            // Limits of a day reset late; behind a minute a real answer says more than a reading.
            State = new LearnedState(reading.Remaining, reading.Limit is > 0 ? reading.Limit : null, now + Math.Min(reading.ResetIn.Ticks, SlidingWindow.Span), totalThen, now);
        }
    }

    /// <summary>Whether no headers said it: a reading lasts for a minute at most.</summary>
    private static bool IsFollowed(LearnedState state) => state.Until > state.Seen + SlidingWindow.Span;

    /// <summary>
    /// Behind the reset the whole limit is there again, minute by minute; where it was not said, or long ago, nothing is known any more. The minutes
    /// follow from the reset, not from when somebody asks.
    /// </summary>
    public void Roll(long total, long now)
    {
        if (State is { } state && now >= state.Until)
        {
            long begun = now - (now - state.Until) % SlidingWindow.Span;
            State = state.Limit is { } limit && begun < state.Seen + Lifetime
                ? state with { Remaining = limit, Until = begun + SlidingWindow.Span, At = total }
                : null;
        }
    }
}
