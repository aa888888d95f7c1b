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

        if (await KeepsAsync() is { } problem)
        {
            LogLoses(RedisReason.AddressOf(redis), problem);
        }
    }

    /// <summary>What Redis says of itself by which it may lose what it is given; null where it says nothing of the kind.</summary>
    private async Task<string?> KeepsAsync()
    {
        Dictionary<string, string> said;
        try
        {
            // By a script, because the client keeps the command itself to who may administer Redis.
            string info = (string?)await redis.GetDatabase().ScriptEvaluateAsync("return redis.call('INFO')") ?? "";
            said = info.Split('\n', StringSplitOptions.TrimEntries).Select(static line => line.Split(':', 2)).Where(static line => line.Length == 2)
                .GroupBy(static line => line[0], static line => line[1], StringComparer.Ordinal).ToDictionary(static line => line.Key, static line => line.First(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return null; // it may be forbidden to ask
        }

        return said.GetValueOrDefault("maxmemory_policy") is { } policy && policy != "noeviction" && said.GetValueOrDefault("maxmemory") is not (null or "0")
            ? $"it evicts what it is given when it is full (maxmemory-policy {policy}); set noeviction"
            : said.GetValueOrDefault("aof_enabled") == "0" ? "it keeps no log of what it is given (appendonly no), so its restart loses the newest; set appendonly yes" : null;
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

    [LoggerMessage(784, LogLevel.Warning, "The fleet's Redis at {Address} may lose state: {Problem}")]
    private partial void LogLoses(string address, string problem);

    [LoggerMessage(775, LogLevel.Warning, "The fleet's Redis at {Address} (ConnectionStrings__state) does not answer this node, which waits for it: {Reason}")]
    private partial void LogWaits(string address, string reason);
}
