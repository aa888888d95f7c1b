using Microsoft.Extensions.Logging;

namespace Router.Grains.Directory;

internal sealed partial class DirectoryGrain
{
    [LoggerMessage(721, LogLevel.Error, "A change of the directory can't be stored, so nothing was changed")]
    private partial void LogNotStored(Exception exception);
}
