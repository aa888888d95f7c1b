namespace Router.Core.Configuration;

/// <summary>How long things are kept.</summary>
/// <param name="Records">Usage and audit records; null for the default, 30 days.</param>
/// <param name="Logs">Log files. Default 3 days.</param>
public sealed record RetentionConfig(TimeSpan? Records, TimeSpan Logs)
{
    /// <summary>The default of records, 3 days of logs.</summary>
    public static RetentionConfig Default { get; } = new(null, TimeSpan.FromDays(3));
}
