using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.State;
using Router.Core.Configuration;

namespace Router.Api.Telemetry;

/// <summary>Registers logging: the console for what an operator must see, files by day for everything.</summary>
internal static class LoggingServices
{
    /// <param name="services">The services.</param>
    /// <param name="environment">Where ROUTER_LOG_LEVEL may stand.</param>
    /// <param name="console">The operator's console.</param>
    /// <param name="state">Where the files go.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="told">How categories begin of which a console that nobody watches hears too, where no banner tells of start and stop.</param>
    public static IServiceCollection AddRouterLogging(
        this IServiceCollection services, RouterEnvironment environment, OperatorConsole console, StateFolder state, TimeProvider clock, params string[] told)
    {
        var levels = new LogSwitch(ReadLevel(environment), console.IsTerminal, told);
        services.AddSingleton(levels);
        services.AddHostedService<LogLevelFollower>();
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            logging.AddFilter(levels.Allows);
            logging.AddSimpleConsole(format =>
            {
                format.SingleLine = true;
                format.TimestampFormat = "HH:mm:ss ";
            });
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

    private static LogLevel? ReadLevel(RouterEnvironment environment) => environment.Get(RouterEnvironment.LogLevel) is not { } text ? null
        : LogLevelText.Read(text) ?? throw new StartException($"{RouterEnvironment.LogLevel}: \"{text}\" is no level; use {LogLevelText.Words}.", StartException.Misconfigured);
}
