using System.ComponentModel;
using System.Text.RegularExpressions;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
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

    [Fact]
    public async Task BashScript_CompletesInBash()
    {
        using var folder = new TestFolder();
        string script = folder.Write("try.sh", $$"""
            router() { dotnet "{{Dll}}" "$@"; }
            eval "$(router completion bash)"
            complete -p router
            COMP_LINE="router service un"; COMP_POINT=17
            _router router un service
            printf 'found %s\n' "${COMPREPLY[@]}"
            """);
        try
        {
            using ProcessRun process = ProcessRun.Start(folder.Path, [], "bash", script);

            Assert.Equal(0, await process.WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.Contains("-F _router router", process.Output, StringComparison.Ordinal);
            Assert.Equal(["found uninstall"], process.Output.Split('\n').Where(line => line.StartsWith("found ", StringComparison.Ordinal)));
        }
        catch (Win32Exception)
        {
            Assert.Skip("bash is not installed");
        }
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
