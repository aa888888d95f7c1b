namespace Router.Api.Telemetry;

/// <summary>Writes one category's lines.</summary>
internal sealed class FileLogger(string category, DailyFileLoggerProvider provider) : ILogger
{
    private readonly string _short = category[(category.LastIndexOf('.') + 1)..];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        provider.Write(logLevel, _short, eventId, formatter(state, exception), exception);
}
