using System.Diagnostics;
using OpenTelemetry;

namespace ServiceDefaults;

/// <summary>
/// Leaves out the traces of what a fleet does for itself: silos that ask each other whether they live, timers, nodes that report. A dozen of them a second
/// would bury those of messages. What is called on a message's own path stands in the message's trace.
/// </summary>
internal sealed class HousekeepingSpans : BaseProcessor<Activity>
{
    private const string OrleansSources = "Microsoft.Orleans.";

    /// <summary>What Orleans does is recorded below a recorded span only, here or on the node that called, whatever the sampler says: Aspire's is to record all.</summary>
    public override void OnStart(Activity data)
    {
        if (data.Source.Name.StartsWith(OrleansSources, StringComparison.Ordinal) && !IsBelowARecordedOne(data))
        {
            data.IsAllDataRequested = false;
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static bool IsBelowARecordedOne(Activity span) =>
        span.Parent?.Recorded ?? (ActivityContext.TryParse(span.ParentId, null, out ActivityContext parent) && parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
}
