using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Router.Api.Telemetry;

/// <summary>What is measured when a gate has given its final answer.</summary>
internal sealed class GateWaitMetrics(Meter meter, TimeProvider clock)
{
    private readonly Histogram<double> _wait = meter.CreateHistogram(
        MetricNames.GateWait, "s", "From asking for a permit to the final answer.", tags: null, Buckets.Wait);

    private readonly Counter<long> _refusals = meter.CreateCounter<long>(MetricNames.GateRefusals, "{attempt}", "Attempts that a gate refused, by reason.");

    /// <param name="provider">The provider's configured name.</param>
    /// <param name="outcome"><c>granted</c>, <c>refused</c> or <c>abandoned</c>.</param>
    /// <param name="reason">Why it was refused; null when it was not.</param>
    /// <param name="started">When the permit was asked for, as a clock timestamp.</param>
    public void Record(string provider, string outcome, string? reason, long started)
    {
        var name = new KeyValuePair<string, object?>(AttributeNames.Provider, provider);
        _wait.Record(clock.GetElapsedTime(started).TotalSeconds, new TagList { name, { AttributeNames.Outcome, outcome } });
        if (reason is not null)
        {
            _refusals.Add(1, new TagList { name, { AttributeNames.Reason, reason } });
        }
    }
}
