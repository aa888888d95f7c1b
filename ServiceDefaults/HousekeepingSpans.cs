using System.Diagnostics;
using OpenTelemetry;

namespace ServiceDefaults;

/// <summary>
/// Leaves out the traces of what a fleet does for itself: silos that ask each other whether they live, timers, nodes that report. A dozen of them a second
/// would bury those of messages. What Orleans does for a message stands in the message's trace, as before.
/// </summary>
internal sealed class HousekeepingSpans : BaseProcessor<Activity>
{
    private const string Orleans = "Microsoft.Orleans.";

    /// <summary>The end of a W3C <c>traceparent</c> whose span is recorded.</summary>
    private const string Recorded = "-01";

    /// <summary>What Orleans does is recorded below a recorded span only, here or on the node that called, whatever the sampler says: Aspire's is to record all.</summary>
    public override void OnStart(Activity data)
    {
        if (data.Source.Name.StartsWith(Orleans, StringComparison.Ordinal) && !(data.Parent?.Recorded ?? data.ParentId?.EndsWith(Recorded, StringComparison.Ordinal) ?? false))
        {
            data.IsAllDataRequested = false;
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
