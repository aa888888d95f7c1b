using Microsoft.Extensions.Logging;

namespace Router.Grains.Spend;

internal sealed partial class SpendAccountGrain
{
    [LoggerMessage(712, LogLevel.Warning, "{Count} reservations of tenant {Tenant} were held by nodes that died: they are charged as reserved")]
    private partial void LogInterrupted(string tenant, int count);

    [LoggerMessage(713, LogLevel.Warning, "Usage of tenant {Tenant} can't be told yet")]
    private partial void LogNotTold(string tenant, Exception exception);
}
