using System.Threading.Channels;
using Router.Core.AdminContract.Events;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Events;

/// <summary>One listener: a buffer with a bound. Who is too slow loses events, never more than a gateway's patience.</summary>
internal sealed class EventFeed(EventHub hub, Principal caller, TimeProvider clock) : IEventFeed
{
    /// <summary>Events that wait for a listener.</summary>
    public const int Buffer = 256;

    private readonly Channel<AdminEvent> _events = Channel.CreateBounded<AdminEvent>(new BoundedChannelOptions(Buffer) { SingleReader = true });
    private volatile Principal _caller = caller;
    private Task<bool>? _waiting;
    private long _dropped;

    /// <summary>Takes an event, when the listener may see it and there is room. Never waits.</summary>
    public void Offer(AdminEvent happened)
    {
        if (EventAccess.May(_caller, happened) && !_events.Writer.TryWrite(happened))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    public void Renew(Principal caller) => _caller = caller;

    public async ValueTask<AdminEvent?> NextAsync(TimeSpan patience, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            return new EventsDropped(clock.GetUtcNow(), dropped);
        }

        if (_events.Reader.TryRead(out AdminEvent? happened))
        {
            return happened;
        }

        try
        {
            // One that waited in vain goes on waiting: the channel takes one reader at a time.
            _waiting ??= _events.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            await _waiting.WaitAsync(patience, clock, cancellation);
            _waiting = null;
            return _events.Reader.TryRead(out happened) ? happened : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose() => hub.Close(this);
}
