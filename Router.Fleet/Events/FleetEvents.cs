using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Admin.Events;
using Router.Core.AdminContract.Events;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Grains.Hosting;
using StackExchange.Redis;

namespace Router.Fleet.Events;

/// <summary>
/// Tells those who listen at other nodes what happens here, by a channel of Redis <c>state</c>. A node hears it while somebody listens at it. While nobody does anywhere, one event a
/// second asks whether somebody has come, and the others cost nothing.
/// </summary>
internal sealed partial class FleetEvents([FromKeyedServices(FleetRedis.State)] IConnectionMultiplexer redis, FleetNode node, TimeProvider clock, ILogger<FleetEvents> logger) : IEventRelay, IDisposable
{
    /// <summary>Channels know no databases: the number tells fleets apart that share a Redis.</summary>
    private readonly RedisChannel _channel = RedisChannel.Literal($"router:events:{redis.GetDatabase().Database.ToString(CultureInfo.InvariantCulture)}");

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly OnceAMinute _told = new(clock);
    private EventHub? _hub;
    private bool _isListening;
    private long _silentSince;
    private volatile bool _isSilent;

    /// <summary>Begins to hear what is told elsewhere while somebody listens here.</summary>
    public void Begin(EventHub hub)
    {
        _hub = hub;
        hub.Watch(() => _ = TurnAsync(hub));
    }

    public void Send(AdminEvent happened)
    {
        // Gates are looked at, not told: each node tells of its own.
        EventNews? news = happened switch
        {
            RequestEnded request => new EventNews(node.Name) { Request = request },
            BudgetWarned warned => new EventNews(node.Name) { Budget = warned },
            AdminActed acted => new EventNews(node.Name) { Act = acted },
            _ => null,
        };
        if (news is not null && (!_isSilent || clock.GetElapsedTime(Interlocked.Read(ref _silentSince)) >= AskEvery))
        {
            _ = SendAsync(news);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task SendAsync(EventNews news)
    {
        try
        {
            // Redis tells how many have heard it: this node itself is one while somebody listens here.
            long heard = await redis.GetSubscriber().PublishAsync(_channel, JsonSerializer.SerializeToUtf8Bytes(news, WireJson.Options));
            Silence(heard <= (Volatile.Read(ref _isListening) ? 1 : 0));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Silence(isSilent: true);
            Tell(exception);
        }
    }

    private void Tell(Exception exception)
    {
        if (_told.IsDue())
        {
            LogNotTold(exception.GetBaseException().Message);
        }
    }

    private void Silence(bool isSilent)
    {
        Interlocked.Exchange(ref _silentSince, clock.GetTimestamp());
        _isSilent = isSilent;
    }

    private async Task TurnAsync(EventHub hub)
    {
        await _turn.WaitAsync();
        try
        {
            if (hub.IsHeard == _isListening)
            {
                return;
            }

            if (hub.IsHeard)
            {
                await redis.GetSubscriber().SubscribeAsync(_channel, Hear);
            }
            else
            {
                await redis.GetSubscriber().UnsubscribeAsync(_channel, Hear);
            }

            Volatile.Write(ref _isListening, !_isListening);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Tell(exception); // what happens here is heard all the same; whoever listens next turns it again
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Hear(RedisChannel channel, RedisValue told)
    {
        EventNews news = JsonSerializer.Deserialize<EventNews>(((ReadOnlyMemory<byte>)told).Span, WireJson.Options)!;
        if (news.Node != node.Name && ((AdminEvent?)news.Request ?? news.Act ?? (AdminEvent?)news.Budget) is { } happened)
        {
            _hub?.Show(happened);
        }
    }

    [LoggerMessage(781, LogLevel.Warning, "Live events can't go to other nodes, or come from them (told once a minute): {Reason}")]
    private partial void LogNotTold(string reason);
}
