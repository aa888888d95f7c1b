namespace Router.Core.Admission.Hints;

/// <summary>Which of a refusal's hints counts.</summary>
public static class CooldownHint
{
    /// <summary>How long to stay away; null when nothing says so.</summary>
    /// <param name="retryAfter">What retry-after-ms or retry-after say.</param>
    /// <param name="reading">What the rate-limit headers say: a limit counts when nothing is left of it.</param>
    /// <param name="retryDelay">Gemini's <c>RetryInfo.retryDelay</c>, such as <c>34s</c>.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Of(TimeSpan? retryAfter, ProviderReading reading, string? retryDelay, DateTimeOffset now)
    {
        if (retryAfter > TimeSpan.Zero)
        {
            return retryAfter;
        }

        TimeSpan? reset = new[] { reading.Requests, reading.Tokens }.Max(limit => limit is { Remaining: 0 } used ? used.ResetIn : (TimeSpan?)null);
        return reset ?? (ResetText.Read(retryDelay, now) is { } delay && delay > TimeSpan.Zero ? delay : null);
    }
}
