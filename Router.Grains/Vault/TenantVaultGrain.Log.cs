using Microsoft.Extensions.Logging;

namespace Router.Grains.Vault;

internal sealed partial class TenantVaultGrain
{
    [LoggerMessage(731, LogLevel.Error, "A change of a vault can't be stored, so nothing was changed")]
    private partial void LogNotStored(Exception exception);

    [LoggerMessage(732, LogLevel.Warning, "Changes of a vault are not in the audit trail yet; tried again")]
    private partial void LogNotTold(Exception exception);
}
