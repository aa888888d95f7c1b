using System.CommandLine;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Telemetry;
using Router.Core.Configuration;

namespace Router.Api.CommandLine;

/// <summary><c>router logs [--follow] [--level LEVEL] [--lines N] [--json] [--config FILE]</c></summary>
internal static class LogsCommand
{
    private const int DefaultLines = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what is written from now on, until Ctrl-C." };
        var level = new Option<string>("--level") { Description = $"The least level: {LogLevelText.Words} (default: all that is written).", HelpName = "LEVEL", DefaultValueFactory = static _ => "trace" };
        var lines = new Option<int>("--lines", "-n") { Description = $"How many of the last lines (default: {DefaultLines}).", HelpName = "N", DefaultValueFactory = static _ => DefaultLines, CustomParser = static result => (int)(PlainNumber.Read(result, "a count of lines", 0, int.MaxValue) ?? 0) };
        var json = new Option<bool>("--json") { Description = "Write each line as a JSON object of one line." };
        var command = new Command("logs", "Show the log of the gateway that is configured here. What is written follows \"logLevel\" of router.json. Exit code 0: shown, 1: there is no log, 2: wrong usage or configuration.")
        {
            follow, level, lines, json, config,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            RouterCommand.Options(parsed, config), parsed.GetValue(level)!, parsed.GetValue(lines), parsed.GetValue(follow), parsed.GetValue(json), console, cancellation));
        return command;
    }

    /// <summary>Shows the last lines, and those that come.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(StartOptions options, string level, int lines, bool follow, bool json, OperatorConsole console, CancellationToken cancellation)
    {
        try
        {
            LogLevel least = LogLevelText.Read(level) ?? throw new StartException($"--level: \"{level}\" is no level; use {LogLevelText.Words}.", StartException.Misconfigured);
            string folder = Path.Combine(ConfigSource.Find(options).LoadForRunning(console.Error).State, "logs");
            if (!Directory.Exists(folder) && !follow)
            {
                throw new StartException(NodeWith(Path.GetDirectoryName(folder)!) is { } node
                    ? $"There is no log in {folder}. Nodes of a fleet have their own, this one for example: {RouterEnvironment.State}={node} router logs"
                    : $"There is no log in {folder}: no gateway with this configuration has run yet.");
            }

            var reader = new LogReader(folder, least);
            await WriteAsync(console, reader.ReadLast(lines), json);
            if (follow)
            {
                await FollowAsync(reader, json, console, options.Clock, cancellation);
            }

            return 0;
        }
        catch (Exception exception) when (exception is StartException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception is StartException start ? start.ExitCode : StartException.Refused;
        }
    }

    private static async Task FollowAsync(LogReader reader, bool json, OperatorConsole console, TimeProvider clock, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await WriteAsync(console, reader.ReadNew(), json);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how following ends.
        }
    }

    private static async Task WriteAsync(OperatorConsole console, IReadOnlyList<string> lines, bool json)
    {
        foreach (string line in lines)
        {
            await console.Out.WriteLineAsync(json ? LogLineJson.Of(line) : line);
        }

        await console.Out.FlushAsync();
    }

    /// <summary>A folder that a node of a fleet keeps in a state folder; null where there is none.</summary>
    private static string? NodeWith(string state) =>
        Directory.Exists(state) ? Directory.GetDirectories(state, "node-*").Order(StringComparer.Ordinal).FirstOrDefault(static node => Directory.Exists(Path.Combine(node, "logs"))) : null;
}
