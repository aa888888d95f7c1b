using System.CommandLine;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Service;

namespace Router.Api.CommandLine;

/// <summary><c>router service install [--print] | uninstall</c></summary>
internal static class ServiceCommand
{
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

        ConfigSource source = ConfigSource.Find(options);
        string state = source.LoadAtStart(out _).State; // a service that can't start is not installed
        IEnumerable<string> file = source.File is { } path ? ["--config", path] : [];
        string text = service.Text([.. OwnCommand.Words, "run", .. file], options.Folder, state);
        if (print)
        {
            await console.Out.WriteAsync(text);
            return;
        }

        await service.InstallAsync(text, cancellation);
        await console.Out.WriteLineAsync($"Installed {service.UnitFile} and started it. Variables that router.json takes as env:NAME belong into {service.EnvironmentFile} (NAME=value a line, readable by you alone); then \"router restart\".");
        if (OperatingSystem.IsLinux())
        {
            await console.Out.WriteLineAsync("It starts when you log in; to start it at boot: loginctl enable-linger");
        }
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
