using System.Diagnostics;
using Router.Api.Messages;

namespace Router.Api.Telemetry;

/// <summary>The search for a model's targets: a span, while somebody listens.</summary>
internal readonly struct RouteRecord(Activity? span) : IDisposable
{
    /// <summary>What was found; null for nothing.</summary>
    public void Found(Route? route)
    {
        if (span is { IsAllDataRequested: true } && route is not null)
        {
            span.SetTag(AttributeNames.Route, route.Entry?.Name ?? "tier");
            span.SetTag(AttributeNames.Targets, string.Join(',', route.Targets.Select(target => RouterHeaders.Clean(target.ToString()))));
        }
    }

    public void Dispose() => span?.Dispose();
}
