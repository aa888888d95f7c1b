using Router.Protocol.Anthropic;

namespace Router.Api.Messages;

/// <summary>One line a message: who asked for what, where it went, how it ended, how long it took. Never a word of its text.</summary>
internal sealed partial class MessageLog(TimeProvider clock, ILogger<MessageLog> logger)
{
    public void Write(MessageExchange exchange)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        MessageUsage usage = exchange.Usage;
        LogMessage(
            exchange.Context.TraceIdentifier,
            exchange.Principal.User,
            RouterHeaders.Clean(exchange.Request.Model),
            RouterHeaders.Clean(exchange.Target?.ToString() ?? "-"),
            exchange.Request.Stream ? "stream" : "whole",
            exchange.Ending,
            exchange.Context.Response.StatusCode,
            exchange.Attempts,
            (long)clock.GetElapsedTime(exchange.Arrived).TotalMilliseconds,
            exchange.FirstContent == 0 ? -1 : (long)clock.GetElapsedTime(exchange.Arrived, exchange.FirstContent).TotalMilliseconds,
            usage.Input,
            usage.Output,
            usage.CacheRead,
            usage.CacheWrite);
    }

    [LoggerMessage(400, LogLevel.Information,
        "{RequestId} {User} {Model} -> {Target} {Mode} {Ending} {Status} attempts={Attempts} ms={Milliseconds} first={FirstContent} in={Input} out={Output} cacheRead={CacheRead} cacheWrite={CacheWrite}")]
    private partial void LogMessage(
        string requestId, string user, string model, string target, string mode, MessageEnding ending, int status, int attempts, long milliseconds,
        long firstContent, long input, long output, long cacheRead, long cacheWrite);
}
