using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Router.Api.ClientSetup;
using Router.Api.Hosting;

namespace Router.Api.CommandLine;

/// <summary><c>router env [--shell bash|powershell|fish|settings] [--write] [--settings FILE] [--desktop] [--json] [--url URL] [--key KEY] [--config FILE]</c></summary>
internal static class EnvCommand
{
    private static readonly string[] Shells = ["bash", "powershell", "fish", "settings"];

    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var shell = new Option<ShellName>("--shell")
        {
            Description = "Whose words: bash (also zsh, sh), powershell, fish, or settings for Claude Code's settings.json.", HelpName = "SHELL",
            DefaultValueFactory = static _ => OperatingSystem.IsWindows() ? ShellName.PowerShell : ShellName.Bash,
            CustomParser = ReadShell,
        };
        shell.CompletionSources.Clear();
        shell.CompletionSources.Add(Shells);
        var write = new Option<bool>("--write") { Description = "With --shell settings: write them into the file; the rest of it stays." };
        var file = new Option<string?>("--settings") { Description = "That file (default: ~/.claude/settings.json).", HelpName = "FILE" };
        var desktop = new Option<bool>("--desktop") { Description = "Show what to write into Claude Desktop's gateway fields." };
        var url = new Option<string?>("--url") { Description = "The address under which the client reaches the gateway (default: where the configuration lets it listen).", HelpName = "URL" };
        var key = new Option<string?>("--key") { Description = "The client's key (default: the first of router.json).", HelpName = "KEY" };
        var json = new Option<bool>("--json") { Description = "Write variables and fields as JSON." };
        var command = new Command("env", "Print what to paste so that Claude Code uses this gateway. Exit code 0: done, 2: wrong usage or configuration, or a settings file that can't be changed.")
        {
            shell, write, file, desktop, url, key, json, config,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            RouterCommand.Options(parsed, config), parsed.GetValue(url), parsed.GetValue(key), parsed.GetValue(write) ? ShellName.Settings : parsed.GetValue(shell), parsed.GetValue(desktop), parsed.GetValue(json),
            parsed.GetValue(write) ? parsed.GetValue(file) ?? DefaultSettings : null, console, cancellation));
        return command;
    }

    private static ShellName ReadShell(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (Shells.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<ShellName>(text, ignoreCase: true);
        }

        result.AddError($"--shell: {text} is not one of {string.Join(", ", Shells)}");
        return ShellName.Bash;
    }

    private static string DefaultSettings => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".claude", "settings.json");

    /// <summary>Prints, or writes the settings.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(
        StartOptions options, string? url, string? key, ShellName shell, bool desktop, bool json, string? settings, OperatorConsole console, CancellationToken cancellation)
    {
        try
        {
            var connection = ClientConnection.Find(options, url, key);
            if (connection.Key is null && !desktop)
            {
                await console.Error.WriteLineAsync("Set ANTHROPIC_API_KEY to a key of this gateway too: the first start showed one, \"router keys create USER\" makes another. Or give it here with --key.");
            }

            if (settings is null && json)
            {
                await console.Out.WriteLineAsync(ConnectionJson.Of(connection));
            }
            else if (settings is null && desktop)
            {
                await console.Out.WriteAsync(DesktopFields.Of(connection));
            }
            else if (shell != ShellName.Settings)
            {
                foreach (ClientVariable variable in connection.Variables)
                {
                    await console.Out.WriteLineAsync(ShellLines.Of(shell, variable));
                }
            }
            else if (settings is null)
            {
                await console.Out.WriteAsync(ClientSettings.Set("", Values(connection, secrets: console.IsTerminal)));
            }
            else
            {
                await WriteAsync(settings, connection, console, cancellation);
            }

            return 0;
        }
        catch (Exception exception) when (exception is StartException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception is StartException start ? start.ExitCode : StartException.Misconfigured;
        }
    }

    private static async Task WriteAsync(string path, ClientConnection connection, OperatorConsole console, CancellationToken cancellation)
    {
        string before = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellation) : "";
        string after;
        try
        {
            after = ClientSettings.Set(before, Values(connection, secrets: true));
        }
        catch (JsonException exception)
        {
            throw new StartException($"{path} can't be changed: {exception.Message}. Mend it, or paste what \"router env --shell settings\" shows.", StartException.Misconfigured);
        }

        if (after != before)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllTextAsync(path, after, cancellation);
        }

        await console.Out.WriteLineAsync($"{path}: env.{string.Join(", env.", connection.Variables.Select(variable => variable.Name))}. Claude Code reads it at its next start.");
    }

    /// <summary>Names and values. A secret of a variable or a file is shown to a person only, and written where it was asked for.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Values(ClientConnection connection, bool secrets) =>
        [.. connection.Variables.Select(variable => new KeyValuePair<string, string>(
            variable.Name, (secrets || variable.Reference is null ? variable.Value : null) ?? $"(the value of {variable.Reference})"))];
}
