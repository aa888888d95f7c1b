using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.State;
using Router.Core.Configuration;

namespace Router.Api.Telemetry;

/// <summary>Registers logging: the console for what an operator must see, files by day for everything.</summary>
internal static class LoggingServices
{
    public static IServiceCollection AddRouterLogging(this IServiceCollection services, RouterEnvironment environment, OperatorConsole console, StateFolder state, TimeProvider clock)
    {
        LogLevel level = ReadLevel(environment);
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(level);
            logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
            logging.AddSimpleConsole(format =>
            {
                format.SingleLine = true;
                format.TimestampFormat = "HH:mm:ss ";
            });
            // Every request as a line is for a person who watches; a service's journal gets what needs a look.
            logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(category: null, console.IsTerminal || level < LogLevel.Information || level > LogLevel.Warning ? level : LogLevel.Warning);
            logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
            // A start that fails is told in one sentence; the host's stack trace would bury it.
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
            logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        });
        if (state.IsWritable)
        {
            services.AddSingleton<ILoggerProvider>(provider =>
            {
                SnapshotHolder holder = provider.GetRequiredService<SnapshotHolder>();
                return new DailyFileLoggerProvider(Path.Combine(state.Path, "logs"), clock, () => holder.Current.Config.Retention.Logs, console.Error);
            });
        }

        return services;
    }

    private static LogLevel ReadLevel(RouterEnvironment environment)
    {
        if (environment.Get(RouterEnvironment.LogLevel) is not { } text)
        {
            return LogLevel.Information;
        }

        return text.ToLowerInvariant() switch
        {
            "trace" => LogLevel.Trace,
            "debug" => LogLevel.Debug,
            "info" or "information" => LogLevel.Information,
            "warn" or "warning" => LogLevel.Warning,
            "error" => LogLevel.Error,
            _ => throw new StartException($"{RouterEnvironment.LogLevel}: \"{text}\" is no level; use trace, debug, info, warning or error.", StartException.Misconfigured),
        };
    }
}
