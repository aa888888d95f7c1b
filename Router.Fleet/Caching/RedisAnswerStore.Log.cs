using Microsoft.Extensions.Logging;

namespace Router.Fleet.Caching;

public sealed partial class RedisAnswerStore
{
    [LoggerMessage(761, LogLevel.Warning, "The cache's Redis is slow or out of reach: messages go on without it")]
    private partial void LogOpened();

    [LoggerMessage(762, LogLevel.Information, "The cache's Redis answers again")]
    private partial void LogClosed();

    [LoggerMessage(763, LogLevel.Warning, "The cache's Redis refuses ({Reason}): answers are not kept until it takes them")]
    private partial void LogRefused(string reason);
}
