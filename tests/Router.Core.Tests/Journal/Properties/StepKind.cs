namespace Router.Core.Tests.Journal.Properties;

internal enum StepKind
{
    Append,
    Write,
    Flush,
    Snapshot,
    Compact,
    NextDay,
    Reopen,

    /// <summary>Somebody sets the clock back by two days.</summary>
    ClockBack,
}
