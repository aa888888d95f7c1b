namespace Router.Api.Reasoning;

internal sealed partial class ReasoningFile
{
    [LoggerMessage(420, LogLevel.Warning, "The state folder can't be written: the reasoning behind tool calls is remembered in memory only")]
    private static partial void LogMemoryOnly(ILogger logger);

    [LoggerMessage(421, LogLevel.Warning, "{Path} can't be used ({Reason}): the reasoning behind tool calls is remembered in memory only until it can")]
    private static partial void LogRefused(ILogger logger, string path, string reason);

    [LoggerMessage(422, LogLevel.Warning, "{Path}: {Count} lines could not be read and are left out")]
    private static partial void LogUnreadable(ILogger logger, string path, int count);
}
