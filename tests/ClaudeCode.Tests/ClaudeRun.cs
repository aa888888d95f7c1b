using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ClaudeCode.Tests;

/// <summary>One run of the real client, headless, with nothing of this machine's configuration.</summary>
internal sealed record ClaudeRun(int ExitCode, IReadOnlyList<JsonNode> Events, string Error)
{
    private const string Install = "npm install -g @anthropic-ai/claude-code@2.1.329";

    /// <summary>The last event: the result.</summary>
    public JsonNode Result => Events[^1];

    /// <summary>The final text.</summary>
    public string? Text => (string?)Result["result"];

    /// <summary>Runs it to its end.</summary>
    /// <param name="baseUrl">The gateway.</param>
    /// <param name="key">The user's key there.</param>
    /// <param name="prompt">What to do.</param>
    /// <param name="folder">The working directory; an empty one when null.</param>
    /// <param name="allowed">The tools that it may use without asking.</param>
    public static async Task<ClaudeRun> StartAsync(string baseUrl, string key, string prompt, string? folder = null, string allowed = "Bash(echo *)")
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("claude-home-");
        try
        {
            return await StartInAsync(home.FullName, baseUrl, key, prompt, folder ?? home.FullName, "--allowedTools", allowed);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    /// <summary>Runs it to its end in a home that stays, so that a later run can go on with the session.</summary>
    /// <param name="home">Its home folder.</param>
    /// <param name="baseUrl">The gateway.</param>
    /// <param name="key">The user's key there.</param>
    /// <param name="prompt">What to do.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">More arguments.</param>
    public static Task<ClaudeRun> StartInAsync(string home, string baseUrl, string key, string prompt, string folder, params string[] arguments) =>
        StartInAsync(home, baseUrl, key, prompt, folder, new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <inheritdoc cref="StartInAsync(string, string, string, string, string, string[])"/>
    /// <param name="variables">More environment variables.</param>
    public static async Task<ClaudeRun> StartInAsync(
        string home, string baseUrl, string key, string prompt, string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        string claude = OutsideProgram.Require("claude", Install);
        ProcessStartInfo start = Describe(claude, home, folder, baseUrl, key, prompt, arguments);
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(150));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The client did not end. It wrote: {await output} {await error}", exception);
        }

        JsonNode[] events = [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        return new ClaudeRun(process.ExitCode, events, await error);
    }

    private static ProcessStartInfo Describe(string claude, string home, string folder, string baseUrl, string key, string prompt, string[] arguments)
    {
        var start = new ProcessStartInfo(claude)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-p", prompt, "--output-format", "stream-json", "--verbose" },
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach ((string name, string value) in new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["TERM"] = "xterm-256color",
            ["LANG"] = "C.UTF-8",
            ["SHELL"] = "/bin/bash",
            ["ANTHROPIC_BASE_URL"] = baseUrl,
            ["ANTHROPIC_API_KEY"] = key,
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
            ["DISABLE_TELEMETRY"] = "1",
            ["DISABLE_AUTOUPDATER"] = "1",
            ["DISABLE_ERROR_REPORTING"] = "1",
        })
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
