namespace Router.Api.Journal;

internal sealed partial class JournalLog
{
    [LoggerMessage(430, LogLevel.Error, "Nothing can be recorded: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(431, LogLevel.Warning, "Recording goes on; {Lost} records were lost since the start")]
    private static partial void LogResumed(ILogger logger, long lost);
}
