using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary><c>router logs</c> where there is no log.</summary>
public sealed class LogsCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FolderWithoutALog_IsNamed() => Assert.Contains($"There is no log in {_folder.File("state/logs")}: no gateway with this configuration has run yet.", await RunAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task FolderOfNodes_PointsToOneOfTheirs()
    {
        Directory.CreateDirectory(_folder.File("state/node-1"));
        Directory.CreateDirectory(_folder.File("state/node-2/logs"));

        Assert.Contains($"ROUTER_STATE={_folder.File("state/node-2")} router logs", await RunAsync(), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync()
    {
        _folder.Write("router.json", "{}");
        var said = new StringWriter();
        var options = new StartOptions { Folder = _folder.Path, Environment = new RouterEnvironment(new Dictionary<string, string>()) };
        Assert.Equal(1, await LogsCommand.RunAsync(options, "info", 1, follow: false, json: false, new OperatorConsole(said, said, IsTerminal: false), CancellationToken.None));
        return said.ToString();
    }
}
