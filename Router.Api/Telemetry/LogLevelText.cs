namespace Router.Api.Telemetry;

/// <summary>Log levels as people write them.</summary>
internal static class LogLevelText
{
    /// <summary>The words, the most talkative first.</summary>
    public const string Words = "trace, debug, info, warning or error";

    /// <summary>The level of a word; null for a word that is none.</summary>
    public static LogLevel? Read(string text) => text.Trim().ToLowerInvariant() switch
    {
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "info" or "information" => LogLevel.Information,
        "warn" or "warning" => LogLevel.Warning,
        "error" or "fail" => LogLevel.Error,
        "fatal" or "critical" => LogLevel.Critical,
        _ => null,
    };
}
