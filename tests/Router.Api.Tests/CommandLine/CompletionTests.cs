using System.Text.RegularExpressions;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary>What the tab key finds, and that docs/configuration.md knows every command.</summary>
public sealed partial class CompletionTests
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "router.dll");

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        Assert.Equal(0, await RouterCommand.InvokeAsync(arguments, new OperatorConsole(output, output, IsTerminal: false)));
        return output.ToString();
    }

    [Theory]
    [InlineData("router sta", "start\nstatus")]
    [InlineData("router service ", "install\nuninstall")]
    [InlineData("router env --shell f", "fish")]
    [InlineData("router completion z", "zsh")]
    public async Task Line_IsCompleted(string line, string words)
    {
        string found = await RunAsync($"[suggest:{line.Length}]", line);

        Assert.All(words.Split('\n'), word => Assert.Contains(word, found.Split('\n', StringSplitOptions.TrimEntries)));
    }

    /// <summary>The shell as a user has it, with the gateway's program in its PATH.</summary>
    private static async Task<string> CompleteAsync(string shell, string name, string script, params string[] arguments)
    {
        string program = OutsideProgram.Require(shell, $"install {shell}");
        using var folder = new TestFolder();
        string dotnet = OutsideProgram.Require("dotnet", "https://dot.net");
        string run = folder.Write("router", $"#!/bin/sh\nexec '{dotnet}' '{Dll}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(run, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        string file = folder.Write(name, script);
        using ProcessRun process = ProcessRun.Start(folder.Path, new() { ["HOME"] = folder.Path, ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}", ["TERM"] = "xterm" }, program, [.. arguments, file]);

        int code = await process.WaitAsync(TimeSpan.FromSeconds(120));
        Assert.True(code == 0, process.Output);
        return process.Output;
    }

    [Fact]
    public async Task BashScript_CompletesInBash()
    {
        string output = await CompleteAsync("bash", "try.sh", """
            eval "$(router completion bash)"
            complete -p router
            COMP_LINE="router service un"; COMP_POINT=17
            _router router un service
            printf 'found %s\n' "${COMPREPLY[@]}"
            """);

        Assert.Contains("-F _router router", output, StringComparison.Ordinal);
        Assert.Equal(["found uninstall"], output.Split('\n').Where(line => line.StartsWith("found ", StringComparison.Ordinal)));
    }

    /// <summary>An interactive zsh in a terminal of its own, and the tab key.</summary>
    [Fact]
    public async Task ZshScript_CompletesInZsh()
    {
        string output = await CompleteAsync("zsh", "try.zsh", """
            zmodload zsh/zpty
            zpty z "TERM=dumb zsh -f -i"
            zpty -w z "PS1= PS2= RPS1=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -u -D; eval \"\$(router completion zsh)\"; print READY''1"
            zpty -r -m z seen '*READY1*'
            zpty -w -n z $'router service un\t'
            zpty -r -m z seen '*uninstall*'
            print -r -- "found ${${(M)seen%uninstall*}[1,9]}"
            zpty -d z
            """);

        Assert.Contains("found uninstall", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FishScript_CompletesInFish()
    {
        string output = await CompleteAsync("fish", "try.fish", """
            router completion fish | source
            complete -C "router service un"
            """);

        Assert.Equal(["uninstall"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task PowerShellScript_CompletesInPowerShell()
    {
        string output = await CompleteAsync("pwsh", "try.ps1", """
            Invoke-Expression ((router completion powershell) -join "`n")
            (TabExpansion2 -inputScript 'router service un' -cursorColumn 17).CompletionMatches.CompletionText
            """, "-NoProfile", "-File");

        Assert.Contains("uninstall", output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("zsh", "compdef _router router")]
    [InlineData("fish", "complete -c router")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public async Task OtherShells_GetTheirScript(string shell, string words) => Assert.Contains(words, await RunAsync("completion", shell), StringComparison.Ordinal);

    [Fact]
    public async Task Version_IsTheProducts()
    {
        using ProcessRun process = ProcessRun.Start(AppContext.BaseDirectory, [], "dotnet", Dll, "--version");

        Assert.Equal(0, await process.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(RouterVersion.Text, process.Output.Trim());
    }

    [Fact]
    public async Task EveryCommand_StandsInTheDocs_WithItsExitCodes()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "configuration.md"), TestContext.Current.CancellationToken);
        string help = await RunAsync("--help");
        string[] commands = [.. CommandLine().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups["name"].Value)];

        Assert.Contains("import", commands);
        Assert.All(commands.Where(name => name != "run"), name => Assert.Matches($@"(?m)^\| .*`router {name}\b.* \| .+ \| .*0", page));
    }

    [GeneratedRegex(@"^  (?<name>[a-z]+)(\s|$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandLine();
}
