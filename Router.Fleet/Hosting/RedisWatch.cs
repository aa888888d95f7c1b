using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Router.Fleet.Calls;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>Tells the operator when the fleet's Redis is lost and when it is back, once each, whatever follows from it meanwhile.</summary>
internal sealed partial class RedisWatch([FromKeyedServices(FleetRedis.State)] IConnectionMultiplexer redis, TimeProvider clock, ILogger<RedisWatch> logger) : IHostedService
{
    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new();
    private long? _lostAt;

    /// <summary>Runs behind <see cref="RedisWait"/>: the first connection is there.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionFailed += Lose;
        redis.ConnectionRestored += Regain;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionFailed -= Lose;
        redis.ConnectionRestored -= Regain;
        return Task.CompletedTask;
    }

    private void Lose(object? sender, ConnectionFailedEventArgs lost)
    {
        if (lost.ConnectionType != ConnectionType.Interactive)
        {
            return; // the other one only hears of events
        }

        lock (_lock)
        {
            if (_lostAt is not null)
            {
                return; // a try to connect again has failed
            }

            _lostAt = clock.GetTimestamp();
        }

        LogLost(RedisReason.AddressOf(redis), lost.Exception is { } exception ? RedisReason.Of(exception) : lost.FailureType.ToString());
    }

    private void Regain(object? sender, ConnectionFailedEventArgs regained)
    {
        if (regained.ConnectionType != ConnectionType.Interactive)
        {
            return;
        }

        TimeSpan lasted;
        lock (_lock)
        {
            if (_lostAt is not { } at)
            {
                return;
            }

            (lasted, _lostAt) = (clock.GetElapsedTime(at), null);
        }

        LogRegained(RedisReason.AddressOf(redis), lasted.TotalSeconds);
    }

    [LoggerMessage(782, LogLevel.Error, "The fleet's Redis at {Address} is lost ({Reason}). The node goes on with what it knows and stores as soon as Redis is back; what must be stored to be true, as changes of users and keys, is refused until then")]
    private partial void LogLost(string address, string reason);

    [LoggerMessage(783, LogLevel.Information, "The fleet's Redis at {Address} is back after {Seconds:0.0} s")]
    private partial void LogRegained(string address, double seconds);
}
