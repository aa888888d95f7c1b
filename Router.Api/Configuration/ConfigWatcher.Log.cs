using Router.Core.Configuration;

namespace Router.Api.Configuration;

internal sealed partial class ConfigWatcher
{
    [LoggerMessage(100, LogLevel.Information, "{File} was loaded again (hash {Hash}): providers: {Providers}, models: {Models}")]
    private partial void LogReloaded(string file, string hash, int providers, int models);

    [LoggerMessage(101, LogLevel.Error, "The changed configuration is refused and the old one stays. {Problems}")]
    private partial void LogRefused(string problems);

    [LoggerMessage(102, LogLevel.Warning, "The configuration can't be read and the old one stays. {Problem}")]
    private partial void LogUnreadable(string problem);

    [LoggerMessage(106, LogLevel.Error, "The changed configuration could not be taken and the old one stays")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(103, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(ConfigProblem warning);

    [LoggerMessage(104, LogLevel.Warning, "\"{Key}\" was changed; this takes effect at the next start")]
    private partial void LogNeedsRestart(string key);
}
