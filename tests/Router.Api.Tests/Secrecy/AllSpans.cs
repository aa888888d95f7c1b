using System.Collections.Concurrent;
using System.Diagnostics;

namespace Router.Api.Tests.Secrecy;

/// <summary>Keeps every span of every source, with all that hangs on it.</summary>
internal sealed class AllSpans : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<string> _spans = new();

    public AllSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _spans.Enqueue(Text(span)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<string> Spans => _spans;

    public void Dispose() => _listener.Dispose();

    private static string Text(Activity span) =>
        $"{span.Source.Name} {span.OperationName} {span.DisplayName} {span.StatusDescription} {span.TraceStateString} {Pairs(span.TagObjects)} {Pairs(span.Baggage.Select(pair => new KeyValuePair<string, object?>(pair.Key, pair.Value)))} "
        + string.Join(' ', span.Events.Select(happened => $"{happened.Name} {Pairs(happened.Tags)}"));

    private static string Pairs(IEnumerable<KeyValuePair<string, object?>> pairs) => string.Join(", ", pairs.Select(pair => $"{pair.Key}={(pair.Value is string[] texts ? string.Join('|', texts) : pair.Value)}"));
}
