using Microsoft.Extensions.Logging;

namespace NodeUnderTest;

/// <summary>Warnings go into a file that a failed test can show.</summary>
internal sealed class FileLog(string path) : ILoggerProvider, ILogger
{
    private readonly StreamWriter _file = new(path) { AutoFlush = true };

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_file)
        {
            _file.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {eventId.Id} {formatter(state, exception)} {exception?.GetType().Name}");
        }
    }

    public void Dispose() => _file.Dispose();
}
