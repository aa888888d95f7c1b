using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>A node that comes up before its Redis waits for it: Orleans can't join a fleet whose members it can't read, and would end the process.</summary>
internal sealed partial class RedisWait([FromKeyedServices(FleetRedis.State)] IConnectionMultiplexer redis, ILogger<RedisWait> logger) : StartWait
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;

    /// <summary>Runs before the silo starts.</summary>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (bool isTold = false; !await AnswersAsync(); isTold = true)
        {
            if (!isTold)
            {
                LogWaits();
            }

            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await redis.GetDatabase().PingAsync();
            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return false;
        }
    }

    [LoggerMessage(775, LogLevel.Warning, "The fleet's Redis (ConnectionStrings:state) can't be reached; the node waits for it")]
    private partial void LogWaits();
}
