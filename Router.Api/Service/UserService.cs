using System.Diagnostics;
using System.Globalization;
using Router.Api.Hosting;

namespace Router.Api.Service;

/// <summary>The service of the user who asks: systemd's on Linux, launchd's on macOS.</summary>
/// <param name="home">The user's folder.</param>
internal sealed class UserService(string home)
{
    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    /// <summary>That of this process's user.</summary>
    public static UserService OfProcess() => new(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The file that makes the service.</summary>
    public string UnitFile => IsMac ? Path.Combine(home, "Library", "LaunchAgents", $"{LaunchAgent.Label}.plist") : Path.Combine(home, ".config", "systemd", "user", SystemdUnit.Name);

    /// <summary>The file of private variables: provider keys that router.json takes as <c>env:NAME</c>.</summary>
    public string EnvironmentFile => Path.Combine(home, ".config", "router", "env");

    /// <summary>The variables of <see cref="EnvironmentFile"/>; none where it is not there.</summary>
    public IReadOnlyDictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in File.Exists(EnvironmentFile) ? File.ReadAllLines(EnvironmentFile) : [])
        {
            if (line.Split('=', 2) is [var name, var value] && !name.TrimStart().StartsWith('#'))
            {
                variables[name.Trim()] = value.Trim().Trim('"', '\'');
            }
        }

        return variables;
    }

    /// <summary>Whether it was installed.</summary>
    public bool IsInstalled => !OperatingSystem.IsWindows() && File.Exists(UnitFile);

    /// <summary>The text of <see cref="UnitFile"/>.</summary>
    /// <param name="words">The command line of the gateway.</param>
    /// <param name="folder">The folder that it works in.</param>
    /// <param name="state">The state folder.</param>
    public string Text(IReadOnlyList<string> words, string folder, string state) =>
        IsMac ? LaunchAgent.Text(words, folder, EnvironmentFile, Path.Combine(state, "start.log")) : SystemdUnit.Text(words, folder, state, EnvironmentFile);

    /// <summary>Writes the file, switches the service on and starts it.</summary>
    public async Task InstallAsync(string text, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(UnitFile)!);
        await File.WriteAllTextAsync(UnitFile, text, cancellation);
        if (IsMac)
        {
            await TryAsync(["launchctl", "bootout", Domain + "/" + LaunchAgent.Label], cancellation);
            await RunAsync(["launchctl", "bootstrap", Domain, UnitFile], cancellation);
            return;
        }

        await RunAsync(["systemctl", "--user", "daemon-reload"], cancellation);
        await RunAsync(["systemctl", "--user", "enable", SystemdUnit.Name], cancellation);
        await RunAsync(["systemctl", "--user", "restart", SystemdUnit.Name], cancellation);
    }

    /// <summary>Stops the service, switches it off and deletes the file.</summary>
    public async Task UninstallAsync(CancellationToken cancellation)
    {
        if (IsMac)
        {
            await TryAsync(["launchctl", "bootout", Domain + "/" + LaunchAgent.Label], cancellation);
            File.Delete(UnitFile);
            return;
        }

        await RunAsync(["systemctl", "--user", "disable", "--now", SystemdUnit.Name], cancellation);
        File.Delete(UnitFile);
        await RunAsync(["systemctl", "--user", "daemon-reload"], cancellation);
    }

    /// <summary>Starts, stops or restarts it.</summary>
    /// <param name="verb">start, stop or restart.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task RunAsync(string verb, CancellationToken cancellation) => RunAsync(
        !IsMac ? ["systemctl", "--user", verb, SystemdUnit.Name]
        : verb == "stop" ? ["launchctl", "bootout", Domain + "/" + LaunchAgent.Label]
        : verb == "restart" ? ["launchctl", "kickstart", "-k", Domain + "/" + LaunchAgent.Label]
        : ["launchctl", "bootstrap", Domain, UnitFile],
        cancellation);

    private static string Domain => string.Create(CultureInfo.InvariantCulture, $"gui/{Environment.GetEnvironmentVariable("UID") ?? UserId()}");

    /// <summary>The user's number; the runtime has no name for it.</summary>
    private static string UserId()
    {
        using Process process = Process.Start(new ProcessStartInfo("id", ["-u"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    private static async Task RunAsync(string[] words, CancellationToken cancellation)
    {
        (int code, string error) = await TryAsync(words, cancellation);
        if (code != 0)
        {
            throw new StartException($"\"{string.Join(' ', words)}\" failed with {code}{(error.Length == 0 ? "" : $": {error}")}");
        }
    }

    private static async Task<(int Code, string Error)> TryAsync(string[] words, CancellationToken cancellation)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, (await error).Trim());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new StartException($"{words[0]} is not there ({exception.Message}). Without it use \"router start\" and \"router stop\".");
        }
    }
}
