using System.CommandLine;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Service;
using Router.Core.Configuration;

namespace Router.Api.CommandLine;

/// <summary><c>router service install [--print] | uninstall</c></summary>
internal static class ServiceCommand
{
    private const string OwnVariables = "ROUTER_";

    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var print = new Option<bool>("--print") { Description = "Show the file that would be written, and write nothing." };
        var install = new Command("install", "Start the gateway at every login, and again when it fails, with the configuration of this folder (a systemd user unit, a launchd agent).") { print, config };
        install.SetAction((parsed, cancellation) => GuardAsync(console, () => InstallAsync(RouterCommand.Options(parsed, config), UserService.OfProcess(), parsed.GetValue(print), console, cancellation)));
        var uninstall = new Command("uninstall", "Stop it and take it out again.");
        uninstall.SetAction((_, cancellation) => GuardAsync(console, () => UninstallAsync(UserService.OfProcess(), console, cancellation)));
        return new Command("service", "Run the gateway as a service of this user. Exit code 0: done, 1: the machine refuses, 2: wrong usage or configuration.") { install, uninstall };
    }

    internal static async Task InstallAsync(StartOptions options, UserService service, bool print, OperatorConsole console, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new StartException("Windows has no services of a user; \"router start\" runs the gateway in the background.");
        }

        IReadOnlyDictionary<string, string> variables = service.Variables();
        string[] lost = [.. options.Environment.StartingWith(OwnVariables).Select(variable => variable.Key).Where(name => name != RouterEnvironment.Config && !variables.ContainsKey(name)).Order(StringComparer.Ordinal)];
        if (lost.Length > 0)
        {
            await console.Error.WriteLineAsync($"router: warning: the service does not get {string.Join(", ", lost)} of this shell. Write what it should have into {service.EnvironmentFile} (NAME=value a line), then install it again.");
        }

        options = options with { Environment = OfService(options.Environment, variables) };
        ConfigSource source = ConfigSource.Find(options);
        string state = source.LoadAtStart(out _).State; // a service that can't start is not installed
        IEnumerable<string> file = source.File is { } path ? ["--config", path] : [];
        string text = service.Text([.. OwnCommand.Words, "run", .. file], options.Folder, state);
        if (print)
        {
            await console.Out.WriteAsync(text);
            return;
        }

        if (!Directory.Exists(state))
        {
            Directory.CreateDirectory(state, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); // the service may not make it
        }

        await service.InstallAsync(text, cancellation);
        await console.Out.WriteLineAsync($"Installed {service.UnitFile} and started it. Variables that router.json takes as env:NAME belong into {service.EnvironmentFile} (NAME=value a line, readable by you alone); then \"router restart\".");
        if (OperatingSystem.IsLinux())
        {
            await console.Out.WriteLineAsync("It starts when you log in; to start it at boot: loginctl enable-linger");
        }
    }

    /// <summary>The gateway's own variables are those of the service's file alone, but for the one that names router.json, whose path becomes part of the command.</summary>
    private static RouterEnvironment OfService(RouterEnvironment shell, IReadOnlyDictionary<string, string> variables)
    {
        var own = shell.StartingWith("").Where(variable => variable.Key == RouterEnvironment.Config || !variable.Key.StartsWith(OwnVariables, StringComparison.Ordinal))
            .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal);
        foreach ((string name, string value) in variables)
        {
            own[name] = value;
        }

        return new RouterEnvironment(own);
    }

    private static async Task UninstallAsync(UserService service, OperatorConsole console, CancellationToken cancellation)
    {
        if (!service.IsInstalled)
        {
            await console.Out.WriteLineAsync("No service is installed.");
            return;
        }

        await service.UninstallAsync(cancellation);
        await console.Out.WriteLineAsync($"Took out {service.UnitFile}. Configuration and state stay.");
    }

    private static async Task<int> GuardAsync(OperatorConsole console, Func<Task> act)
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
