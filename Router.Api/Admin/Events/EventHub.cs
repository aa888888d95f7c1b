using System.Collections.Immutable;
using Router.Core.AdminContract.Events;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Events;

/// <summary>Hands what happens to everybody who listens, without waiting for anybody.</summary>
internal sealed class EventHub(TimeProvider clock, IEventRelay? others = null)
{
    /// <summary>Listeners at a time.</summary>
    public const int MostFeeds = 100;

    private readonly Lock _lock = new();
    private ImmutableArray<Action> _watchers = [];
    private ImmutableArray<EventFeed> _feeds = [];

    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard => !_feeds.IsEmpty;

    /// <summary>Calls somebody when the first comes to listen, and when the last has gone, for as long as the gateway runs.</summary>
    public void Watch(Action changed) => ImmutableInterlocked.Update(ref _watchers, static (all, changed) => all.Add(changed), changed);

    /// <summary>Something happened here.</summary>
    public void Publish(AdminEvent happened)
    {
        Show(happened);
        others?.Send(happened);
    }

    /// <summary>Something happened, here or at another node.</summary>
    public void Show(AdminEvent happened)
    {
        foreach (EventFeed feed in _feeds)
        {
            feed.Offer(happened);
        }
    }

    /// <summary>Begins to listen; null when too many do.</summary>
    public EventFeed? Open(Principal caller)
    {
        lock (_lock)
        {
            if (_feeds.Length >= MostFeeds)
            {
                return null;
            }

            var feed = new EventFeed(this, caller, clock);
            Set(_feeds.Add(feed));
            return feed;
        }
    }

    public void Close(EventFeed feed)
    {
        lock (_lock)
        {
            Set(_feeds.Remove(feed));
        }
    }

    private void Set(ImmutableArray<EventFeed> feeds)
    {
        bool turns = feeds.IsEmpty != _feeds.IsEmpty;
        _feeds = feeds;
        foreach (Action changed in turns ? _watchers : [])
        {
            changed();
        }
    }
}
