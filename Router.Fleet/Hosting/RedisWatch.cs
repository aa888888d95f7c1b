using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Router.Api.Health;
using Router.Fleet.Calls;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>Tells the operator when the fleet's Redis is lost and when it is back, once each, whatever follows from it meanwhile. Looks once a second: a shorter loss is none.</summary>
internal sealed partial class RedisWatch([FromKeyedServices(FleetRedis.State)] IConnectionMultiplexer redis, TimeProvider clock, ILogger<RedisWatch> logger) : BackgroundService, IOperatorProblem
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private volatile string _reason = "the connection is closed";
    private volatile bool _isLost;
    private long? _lostAt;

    public string? Problem => _isLost ? $"The fleet's Redis at {RedisReason.AddressOf(redis)} is lost ({_reason}): nothing can be stored, and messages that a budget limits do as spend.onUnavailable says." : null;

    /// <summary>Runs behind <see cref="RedisWait"/>: the first connection was there.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        redis.ConnectionFailed += Remember;
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            do
            {
                Look();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            redis.ConnectionFailed -= Remember;
        }
    }

    private void Remember(object? sender, ConnectionFailedEventArgs failed) => _reason = failed.Exception is { } exception ? RedisReason.Of(exception) : failed.FailureType.ToString();

    private void Look()
    {
        if (!redis.IsConnected && _lostAt is null)
        {
            (_lostAt, _isLost) = (clock.GetTimestamp(), true);
            LogLost(RedisReason.AddressOf(redis), _reason);
        }
        else if (redis.IsConnected && _lostAt is { } at)
        {
            (_lostAt, _isLost) = (null, false);
            LogBack(RedisReason.AddressOf(redis), clock.GetElapsedTime(at).TotalSeconds);
        }
    }

    [LoggerMessage(782, LogLevel.Error, "The fleet's Redis at {Address} is lost ({Reason}). The node goes on with what it knows and stores as soon as Redis is back; what must be stored to be true, as changes of users and keys, is refused until then")]
    private partial void LogLost(string address, string reason);

    [LoggerMessage(783, LogLevel.Information, "The fleet's Redis at {Address} is back after {Seconds:0.0} s")]
    private partial void LogBack(string address, double seconds);
}
