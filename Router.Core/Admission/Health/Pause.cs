namespace Router.Core.Admission.Health;

/// <summary>Pauses that double, scattered so that many gates do not come back at one moment.</summary>
internal static class Pause
{
    /// <summary>The first pause, doubled so often, at most the longest, times 0.75 to 1.</summary>
    /// <param name="first">The first, in ticks.</param>
    /// <param name="longest">The longest, in ticks.</param>
    /// <param name="doublings">How often.</param>
    /// <param name="id">A random id: its bits are the chance, so that a repeated command comes to the same result.</param>
    public static long Of(long first, long longest, int doublings, PermitId id)
    {
        double pause = Math.Min(first * Math.Pow(2, doublings), longest);
        return (long)(pause * (0.75 + 0.25 * ((uint)id.Value.GetHashCode() / (double)uint.MaxValue)));
    }
}
