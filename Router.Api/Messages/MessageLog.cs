using Router.Api.Telemetry;
using Router.Protocol.Anthropic;

namespace Router.Api.Messages;

/// <summary>One line a message: who asked for what, where it went, how it ended, how long it took. Never a word of its text.</summary>
internal sealed partial class MessageLog(TimeProvider clock, ILogger<MessageLog> logger)
{
    public void Write(MessageExchange exchange)
    {
        // A broken answer is the operator's business; before content it shows as a failed attempt.
        LogLevel level = exchange.Ending is MessageEnding.Cut or MessageEnding.Silent or MessageEnding.ProviderError ? LogLevel.Warning : LogLevel.Information;
        if (!logger.IsEnabled(level))
        {
            return;
        }

        MessageUsage usage = exchange.Usage;
        string model = RouterHeaders.Clean(exchange.Request.Model);
        string target = RouterHeaders.Clean(exchange.Target?.ToString() ?? "-");
        long milliseconds = (long)clock.GetElapsedTime(exchange.Arrived).TotalMilliseconds;
        string firstContent = exchange.FirstContent == 0 ? "-" : $"{(long)clock.GetElapsedTime(exchange.Arrived, exchange.FirstContent).TotalMilliseconds}";
        string notes = exchange.Notes.Codes.Count == 0 ? "-" : string.Join(',', exchange.Notes.Codes);
        string cache = LabelWords.Of(exchange.Cache);
        LogMessage(
            level,
            exchange.Context.TraceIdentifier,
            exchange.Principal.User,
            model,
            target,
            exchange.Request.Stream ? "stream" : "whole",
            exchange.Ending,
            exchange.Context.Response.StatusCode,
            exchange.Attempts,
            milliseconds,
            (long)exchange.GateWait.TotalMilliseconds,
            firstContent,
            usage.Input,
            usage.Output,
            usage.CacheRead,
            usage.CacheWrite,
            cache,
            notes,
            exchange.Refusal ?? "-");
    }

    [LoggerMessage(EventId = 400, Message =
        "{RequestId} {User} {Model} -> {Target} {Mode} {Ending} {Status} attempts={Attempts} ms={Milliseconds} queued={Queued} first={FirstContent} in={Input} out={Output} cacheRead={CacheRead} cacheWrite={CacheWrite} cache={Cache} notes={Notes} why={Why}")]
    private partial void LogMessage(
        LogLevel level, string requestId, string user, string model, string target, string mode, MessageEnding ending, int status, int attempts, long milliseconds,
        long queued, string firstContent, long input, long output, long cacheRead, long cacheWrite, string cache, string notes, string why);
}
