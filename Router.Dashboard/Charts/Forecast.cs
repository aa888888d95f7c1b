namespace Router.Dashboard.Charts;

/// <summary>Where spending leads.</summary>
public static class Forecast
{
    /// <summary>What will be spent by the period's end, if it goes on as it went.</summary>
    /// <param name="spent">What is spent.</param>
    /// <param name="begin">The period's begin.</param>
    /// <param name="end">Its end.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null in the first hundredth of the period: that tells nothing yet.</returns>
    public static decimal? AtEnd(decimal spent, DateTimeOffset begin, DateTimeOffset end, DateTimeOffset now)
    {
        double elapsed = (now - begin) / (end - begin);
        return elapsed is > 0.01 and <= 1 ? spent / (decimal)elapsed : null;
    }
}
