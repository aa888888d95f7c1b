using Microsoft.Extensions.Logging;

namespace Router.Grains.Directory;

internal sealed partial class DirectoryGrain
{
    [LoggerMessage(721, LogLevel.Error, "A change of the directory can't be stored, so nothing was changed")]
    private partial void LogNotStored(Exception exception);

    [LoggerMessage(722, LogLevel.Warning, "Changes of the directory are not in the audit trail yet; tried again")]
    private partial void LogNotTold(Exception exception);
}
