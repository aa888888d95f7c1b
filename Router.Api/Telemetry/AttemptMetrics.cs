using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Router.Api.Telemetry;

/// <summary>What is measured when an attempt is over.</summary>
internal sealed class AttemptMetrics(Meter meter, TimeProvider clock)
{
    private readonly Counter<long> _attempts = meter.CreateCounter<long>(MetricNames.Attempts, "{attempt}", "Attempts at providers, by how they ended.");

    private readonly Histogram<double> _duration = meter.CreateHistogram(
        MetricNames.AttemptDuration, "s", "From a request to a provider to the end of its answer.", tags: null, Buckets.Operation);

    /// <param name="provider">The provider's configured name.</param>
    /// <param name="outcome">One of <see cref="AttemptOutcomes"/>.</param>
    /// <param name="status">The provider's status; 0 when there was none.</param>
    /// <param name="started">When it began, as a clock timestamp.</param>
    public void Record(string provider, string outcome, int status, long started)
    {
        var labels = new TagList { { AttributeNames.Provider, provider }, { AttributeNames.Outcome, outcome } };
        _duration.Record(clock.GetElapsedTime(started).TotalSeconds, labels);
        if (status > 0)
        {
            labels.Add(AttributeNames.Status, status);
        }

        _attempts.Add(1, labels);
    }
}
