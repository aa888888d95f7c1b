using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Service;

namespace Router.Api.CommandLine;

/// <summary><c>router start|stop|restart</c>: the installed service, else a background process of the configuration here.</summary>
internal sealed class ProcessCommands(Option<FileInfo?> config, Option<string?> urls, OneProviderOptions one, OperatorConsole console)
{
    public IEnumerable<Command> Create()
    {
        yield return Starting(Leaf("start", "Start the gateway in the background: the installed service, else a process whose number stands in state/router.pid. Exit code 0: it answers, 1: it does not start, 2: wrong usage or configuration."), "start");
        yield return Starting(Leaf("restart", "Stop it and start it again. Open streams get 30 s to end."), "restart");
        Command stop = Leaf("stop", "Stop it. Open streams get 30 s to end. Exit code 0: it is stopped, 1: it goes on, 2: wrong usage or configuration.");
        stop.SetAction((parsed, cancellation) => GuardAsync(() => StopAsync(Options(parsed), cancellation)));
        yield return stop;
    }

    private Command Leaf(string name, string description) => new(name, description) { config, urls };

    private Command Starting(Command command, string verb)
    {
        one.AddTo(command);
        command.SetAction((parsed, cancellation) => GuardAsync(() => StartAsync(verb, Options(parsed), Words(parsed), cancellation)));
        return command;
    }

    private StartOptions Options(ParseResult parsed) => one.Apply(parsed, RouterCommand.Options(parsed, config, urls));

    /// <summary>The command line of the background process.</summary>
    private IReadOnlyList<string> Words(ParseResult parsed) =>
    [
        .. OwnCommand.Words, "run", .. parsed.GetValue(config) is { } file ? (IEnumerable<string>)["--config", file.FullName] : [],
        .. parsed.GetValue(urls) is { } addresses ? (IEnumerable<string>)["--urls", addresses] : [], .. one.Words(parsed),
    ];

    private async Task StartAsync(string verb, StartOptions options, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var service = UserService.OfProcess();
        if (service.IsInstalled)
        {
            await service.RunAsync(verb, cancellation);
            await console.Out.WriteLineAsync($"The service ({service.UnitFile}) was told to {verb}. \"router status\" says how it is, \"router logs\" what it writes.");
            return;
        }

        var gateway = GatewayProcess.Of(options);
        if (verb == "restart" && await gateway.StopAsync(cancellation) is { } stopped)
        {
            await console.Out.WriteLineAsync($"Stopped process {stopped}.");
        }

        int? started = await gateway.StartAsync(words, cancellation);
        await console.Out.WriteLineAsync(started is { } id
            ? $"Process {id} answers at {gateway.Address.GetLeftPart(UriPartial.Authority)}. What it said is in {gateway.Output}; \"router logs\" shows the log."
            : $"It runs already at {gateway.Address.GetLeftPart(UriPartial.Authority)}. \"router restart\" starts it anew.");
    }

    private async Task StopAsync(StartOptions options, CancellationToken cancellation)
    {
        var service = UserService.OfProcess();
        if (service.IsInstalled)
        {
            await service.RunAsync("stop", cancellation);
            await console.Out.WriteLineAsync($"The service ({service.UnitFile}) is stopped.");
            return;
        }

        int? stopped = await GatewayProcess.Running(options, console.Error).StopAsync(cancellation);
        await console.Out.WriteLineAsync(stopped is { } id ? $"Stopped process {id}." : "No gateway of this configuration runs.");
    }

    private async Task<int> GuardAsync(Func<Task> act)
    {
        try
        {
            await act();
            return 0;
        }
        catch (Exception exception) when (exception is StartException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception is StartException start ? start.ExitCode : StartException.Refused;
        }
    }
}
