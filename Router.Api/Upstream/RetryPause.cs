namespace Router.Api.Upstream;

/// <summary>
/// How long to wait before another round over the targets. The client retries ten times on top, so the gateway's own rounds start only within
/// <see cref="Window"/> of the request's arrival.
/// </summary>
internal static class RetryPause
{
    /// <summary>The time after a request's arrival in which a further round may start.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>Exponential from 0.5 s, at most 8 s, times a random factor from 0.75 to 1, as official clients do.</summary>
    /// <param name="round">1 for the first repetition.</param>
    public static TimeSpan Backoff(int round)
    {
        TimeSpan full = First * Math.Pow(2, round - 1);
        return (full < Longest ? full : Longest) * (0.75 + (Random.Shared.NextDouble() * 0.25));
    }
}
