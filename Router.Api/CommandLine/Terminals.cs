using System.Globalization;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Spectre.Console;

namespace Router.Api.CommandLine;

/// <summary>Makes the console that tables are written to: plain text where nobody watches, without colour where NO_COLOR asks for that.</summary>
internal static class Terminals
{
    /// <summary>The width where there is no terminal, in characters; COLUMNS says otherwise.</summary>
    private const int FileWidth = 120;

    private const int LeastWidth = 40;

    public static IAnsiConsole For(OperatorConsole console, RouterEnvironment environment)
    {
        bool plain = !console.IsTerminal || environment.Get("NO_COLOR") is not null;
        IAnsiConsole made = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(console.IsTerminal ? console.Out : new TrimmedLines(console.Out)),
            Ansi = console.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = console.IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!console.IsTerminal)
        {
            made.Profile.Width = int.TryParse(environment.Get("COLUMNS"), CultureInfo.InvariantCulture, out int columns) ? Math.Max(columns, LeastWidth) : FileWidth;
        }

        return made;
    }
}
