using Router.Api.CommandLine;
using Router.Api.Hosting;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary>A command line that can't be understood.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("run -p abc", "-p: abc is not a port, a number from 0 to 65535")]
    [InlineData("run --port 70000", "--port: 70000 is not a port, a number from 0 to 65535")]
    [InlineData("env --shell cmd", "--shell: cmd is not one of bash, powershell, fish, settings")]
    [InlineData("demo-data nowhere --seed x", "--seed: x is not a seed, a number from -2147483648 to 2147483647")]
    [InlineData("logs --lines many", "--lines: many is not a count of lines, a number from 0 to 2147483647")]
    [InlineData("config push --if-version last", "--if-version: last is not a version, a number from 0 to 9223372036854775807")]
    public async Task WrongValue_IsOneLineInPlainWords(string words, string text)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        int code = await RouterCommand.InvokeAsync(words.Split(' '), new OperatorConsole(output, error, IsTerminal: false));

        Assert.Equal((2, "", text), (code, output.ToString().Trim(), error.ToString().Trim()));
    }
}
