namespace Router.Api.Telemetry;

/// <summary>Log levels in five letters, so that lines stand under each other.</summary>
internal static class LevelText
{
    public static string Of(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
