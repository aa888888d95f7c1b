using Microsoft.Extensions.Logging;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Telemetry;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class LogReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Line(string level, string text) => $"2026-11-21T12:00:00.000Z {level} A[1] {text}\n";

    [Fact]
    public void LastLines_ComeFromAllDays_FilteredByLevel_WithTheirTraces()
    {
        _folder.Write("router-2026-11-20.log", Line("error", "first") + "   at Some.Method()\n" + Line("info ", "second"));
        _folder.Write("router-2026-11-21.log", Line("debug", "third") + Line("warn ", "fourth"));

        IReadOnlyList<string> shown = new LogReader(_folder.Path, LogLevel.Warning).ReadLast(10);

        Assert.Equal([Line("error", "first").TrimEnd(), "   at Some.Method()", Line("warn ", "fourth").TrimEnd()], shown);
        Assert.Equal([Line("warn ", "fourth").TrimEnd()], new LogReader(_folder.Path, LogLevel.Trace).ReadLast(1));
    }

    [Fact]
    public void NewLines_AreReadOnce_WhenTheyAreWhole_AcrossMidnight()
    {
        string today = _folder.Write("router-2026-11-21.log", Line("info ", "old"));
        var reader = new LogReader(_folder.Path, LogLevel.Trace);
        reader.ReadLast(1);
        Assert.Empty(reader.ReadNew());

        File.AppendAllText(today, Line("info ", "new")[..^4]);
        Assert.Empty(reader.ReadNew());
        File.AppendAllText(today, "new\n");
        _folder.Write("router-2026-11-22.log", Line("info ", "next day"));

        Assert.Equal([Line("info ", "new").TrimEnd(), Line("info ", "next day").TrimEnd()], reader.ReadNew());
        Assert.Empty(reader.ReadNew());
    }

    [Fact]
    public void FolderThatComesLater_IsReadFromItsStart()
    {
        var reader = new LogReader(_folder.File("logs"), LogLevel.Trace);
        Assert.Empty(reader.ReadLast(5));
        Directory.CreateDirectory(_folder.File("logs"));
        _folder.Write("logs/router-2026-11-21.log", Line("info ", "first"));

        Assert.Single(reader.ReadNew());
    }

    [Fact]
    public async Task Json_HasAnObjectALine()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", """{ "providers": { "p": { "preset": "demo" } } }""");
        Directory.CreateDirectory(folder.File("state/logs"));
        folder.Write("state/logs/router-2026-11-21.log", Line("error", "it \"broke\"") + "   at Some.Method()\n");
        var output = new StringWriter();

        int code = await RouterCommand.InvokeAsync(["logs", "--json", "--config", folder.File("router.json")], new OperatorConsole(output, output, IsTerminal: false));

        Assert.Equal(
            (0, """
                {"time":"2026-11-21T12:00:00.000Z","level":"error","source":"A","event":1,"message":"it \"broke\""}
                {"time":null,"level":null,"source":null,"event":null,"message":"   at Some.Method()"}

                """.ReplaceLineEndings("\n")),
            (code, output.ToString().ReplaceLineEndings("\n")));
    }
}
