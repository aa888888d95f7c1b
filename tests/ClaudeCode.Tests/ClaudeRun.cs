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
        string claude = OutsideProgram.Require("claude", Install);
        DirectoryInfo home = Directory.CreateTempSubdirectory("claude-home-");
        try
        {
            using var process = Process.Start(Describe(claude, home.FullName, folder ?? home.FullName, baseUrl, key, prompt, allowed))!;
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
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo Describe(string claude, string home, string folder, string baseUrl, string key, string prompt, string allowed)
    {
        var start = new ProcessStartInfo(claude)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-p", prompt, "--output-format", "stream-json", "--verbose", "--allowedTools", allowed },
        };
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
