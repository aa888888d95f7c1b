using Router.Api.CommandLine;
using Router.Api.Doctor;
using Router.Api.Doctor.Printing;
using Router.Api.Hosting;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Spectre.Console;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>What is shown on a terminal, and when there is none.</summary>
public sealed class TerminalTests
{
    private static readonly ProviderConfig Provider = new() { Name = "deepseek", Style = ProviderStyle.Compatible, BaseUrl = new Uri("http://127.0.0.1:1") };

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "1")]
    public void WithoutATerminal_AndWithNoColor_NothingIsColoured(bool isTerminal, string? noColor)
    {
        using var output = new StringWriter();
        Dictionary<string, string> environment = noColor is null ? [] : new() { ["NO_COLOR"] = noColor };

        IAnsiConsole console = Terminals.For(new OperatorConsole(output, TextWriter.Null, isTerminal), new RouterEnvironment(environment));

        Assert.Equal(ColorSystem.NoColors, console.Profile.Capabilities.ColorSystem);
    }

    [Theory]
    [InlineData(null, 120)]
    [InlineData("200", 200)]
    [InlineData("5", 40)]
    public void WidthWithoutATerminal_IsColumns(string? columns, int width)
    {
        Dictionary<string, string> environment = columns is null ? [] : new() { ["COLUMNS"] = columns };

        Assert.Equal(width, Terminals.For(new OperatorConsole(TextWriter.Null, TextWriter.Null, IsTerminal: false), new RouterEnvironment(environment)).Profile.Width);
    }

    [Fact]
    public async Task LiveTable_FillsIn_FitsATerminal_AndGoes()
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;
        var progress = new LiveProgress(console);

        await progress.ShowAsync([Provider], () =>
        {
            progress.Found(Provider, Check.Ok(CheckNames.Dns, "") with { Milliseconds = 3 });
            progress.Found(Provider, Check.Failed(CheckNames.Auth, ""));
            progress.Found(Provider, Check.Unsupported(CheckNames.Overflow, ""));
            return Task.CompletedTask;
        });

        string shown = output.ToString();
        Assert.Contains("deepseek", shown, StringComparison.Ordinal);
        Assert.Contains("FAILED", shown, StringComparison.Ordinal);
        Assert.Contains("overflow", shown, StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h", shown, StringComparison.Ordinal); // the cursor is back
    }
}
