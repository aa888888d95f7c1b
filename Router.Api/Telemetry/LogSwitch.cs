using Microsoft.Extensions.Logging.Console;

namespace Router.Api.Telemetry;

/// <summary>
/// Decides which lines are written, line by line, so that the level follows <c>logLevel</c> of router.json while the gateway runs. ROUTER_LOG_LEVEL goes before it.
/// </summary>
/// <param name="ofEnvironment">The level of the environment; null when it says none.</param>
/// <param name="isTerminal">Whether a person watches the console.</param>
/// <param name="told">How categories begin of which a console that nobody watches hears more than what needs a look: how the process comes and goes.</param>
internal sealed class LogSwitch(LogLevel? ofEnvironment, bool isTerminal, params string[] told)
{
    private Func<LogLevel?> _ofFile = static () => null;

    /// <summary>The level in force.</summary>
    public LogLevel Level => ofEnvironment ?? _ofFile() ?? LogLevel.Information;

    /// <summary>Follows the configuration from now on.</summary>
    public void Follow(Func<LogLevel?> ofFile) => _ofFile = ofFile;

    /// <summary>Whether a line is written.</summary>
    /// <param name="provider">The kind of log, by its type's full name.</param>
    /// <param name="category">Who writes it.</param>
    /// <param name="line">Its level.</param>
    public bool Allows(string? provider, string? category, LogLevel line)
    {
        // A start that fails is told in one sentence; the host's stack trace would bury it.
        if (category == "Microsoft.Extensions.Hosting.Internal.Host")
        {
            return false;
        }

        LogLevel least = Level;
        if (category?.StartsWith("Microsoft", StringComparison.Ordinal) == true)
        {
            return line >= Max(least, LogLevel.Warning);
        }

        // Every request as a line is for a person who watches; a service's journal gets what needs a look.
        bool isForPeople = provider == typeof(ConsoleLoggerProvider).FullName && !isTerminal && least == LogLevel.Information
            && !told.Any(start => category?.StartsWith(start, StringComparison.Ordinal) == true);
        return line >= (isForPeople ? LogLevel.Warning : least);
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;
}
