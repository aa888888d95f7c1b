using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Fleet.Calls;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>A node that comes up before its Redis waits for it: Orleans can't join a fleet whose members it can't read, and would end the process.</summary>
internal sealed partial class RedisWait([FromKeyedServices(FleetRedis.State)] IConnectionMultiplexer redis, ILogger<RedisWait> logger) : StartWait
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;

    /// <summary>Runs before the silo starts.</summary>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        long? toldAt = null;
        while (await FailureAsync() is { } failure)
        {
            if (toldAt is not { } at || TimeProvider.System.GetElapsedTime(at) >= TellEvery)
            {
                LogWaits(RedisReason.AddressOf(redis), RedisReason.Of(failure));
                toldAt = TimeProvider.System.GetTimestamp();
            }

            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    private async Task<Exception?> FailureAsync()
    {
        try
        {
            await redis.GetDatabase().PingAsync();
            return null;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return exception;
        }
    }

    [LoggerMessage(775, LogLevel.Warning, "The fleet's Redis at {Address} (ConnectionStrings__state) does not answer this node, which waits for it: {Reason}")]
    private partial void LogWaits(string address, string reason);
}
