namespace Router.Api.Journal;

internal sealed partial class JournalKeeper
{
    [LoggerMessage(432, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(433, LogLevel.Warning, "The journal could not be snapshot or shortened: {Reason}")]
    private partial void LogNotKept(string reason);
}
