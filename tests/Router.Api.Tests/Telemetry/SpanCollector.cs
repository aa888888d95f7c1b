using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Router.Api.Telemetry;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Telemetry;

/// <summary>Listens to the spans of one gateway, its server's among them.</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly Channel<Activity> _messages = Channel.CreateUnbounded<Activity>();
    private readonly Channel<Activity> _requests = Channel.CreateUnbounded<Activity>();

    public SpanCollector(TestGateway gateway)
    {
        ActivitySource own = gateway.Service<RouterTelemetry>().Source;
        ActivitySource server = gateway.Service<ActivitySource>();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, own) || ReferenceEquals(source, server),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                _stopped.Enqueue(span);
                if (span.OperationName == SpanNames.Chat)
                {
                    _messages.Writer.TryWrite(span);
                }
                else if (span.Kind == ActivityKind.Server)
                {
                    _requests.Writer.TryWrite(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> All => [.. _stopped];

    /// <summary>Returns when the next message is over; then its metrics are counted too.</summary>
    public Task<Activity> NextMessageAsync() => _messages.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Returns when the next request of any kind is over.</summary>
    public Task<Activity> NextRequestAsync() => _requests.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The spans below one, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Below(Activity span) => [.. _stopped.Where(child => child.ParentSpanId == span.SpanId && child.TraceId == span.TraceId)];

    public void Dispose() => _listener.Dispose();
}
