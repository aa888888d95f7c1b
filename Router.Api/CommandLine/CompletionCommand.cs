using System.CommandLine;
using Router.Api.Completion;
using Router.Api.Hosting;

namespace Router.Api.CommandLine;

/// <summary><c>router completion bash|zsh|fish|powershell</c></summary>
internal static class CompletionCommand
{
    public static Command Create(OperatorConsole console)
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", CompletionScript.Shells) + "." };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        var command = new Command("completion", "Print what a shell runs so that the tab key completes: eval \"$(router completion bash)\". Exit code 0: printed, 2: wrong usage.") { shell };
        command.SetAction(parsed => console.Out.Write(CompletionScript.For(parsed.GetValue(shell)!)));
        return command;
    }
}
