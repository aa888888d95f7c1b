using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Router.Api.Telemetry;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class LogSwitchTests
{
    private const string Own = "Router.Api.Messages.MessageLog";
    private static readonly string Console = typeof(ConsoleLoggerProvider).FullName!;
    private static readonly string Files = typeof(DailyFileLoggerProvider).FullName!;

    [Fact]
    public void Environment_GoesBeforeTheFile_AndTheFileIsFollowed()
    {
        LogLevel? file = null;
        var free = new LogSwitch(null, isTerminal: true);
        var set = new LogSwitch(LogLevel.Error, isTerminal: true);
        free.Follow(() => file);
        set.Follow(() => file);

        Assert.False(free.Allows(Files, Own, LogLevel.Debug));
        file = LogLevel.Debug;
        Assert.True(free.Allows(Files, Own, LogLevel.Debug));
        Assert.False(set.Allows(Files, Own, LogLevel.Warning));
    }

    [Fact]
    public void LinesOfRequests_GoToAConsoleThatSomebodyWatches()
    {
        Assert.True(new LogSwitch(null, isTerminal: true).Allows(Console, Own, LogLevel.Information));
        Assert.False(new LogSwitch(null, isTerminal: false).Allows(Console, Own, LogLevel.Information));
        Assert.True(new LogSwitch(null, isTerminal: false).Allows(Files, Own, LogLevel.Information));
        Assert.True(new LogSwitch(LogLevel.Debug, isTerminal: false).Allows(Console, Own, LogLevel.Debug));
    }

    [Fact]
    public void HowTheProcessComesAndGoes_GoesToAnyConsole_WhereThatIsSaid()
    {
        var container = new LogSwitch(null, isTerminal: false, "Router.Api.Hosting.", "Router.Fleet.Hosting.");

        Assert.True(container.Allows(Console, "Router.Api.Hosting.LifetimeLog", LogLevel.Information));
        Assert.False(container.Allows(Console, "Router.Api.Hosting.LifetimeLog", LogLevel.Debug));
        Assert.False(container.Allows(Console, Own, LogLevel.Information));
        Assert.False(new LogSwitch(LogLevel.Warning, isTerminal: false, "Router.Api.Hosting.").Allows(Console, "Router.Api.Hosting.LifetimeLog", LogLevel.Information));
    }

    [Fact]
    public void Framework_IsHeardFromWarningsOn()
    {
        var trace = new LogSwitch(LogLevel.Trace, isTerminal: true);

        Assert.False(trace.Allows(Files, "Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information));
        Assert.True(trace.Allows(Files, "Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning));
        Assert.False(trace.Allows(Files, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical));
    }
}
