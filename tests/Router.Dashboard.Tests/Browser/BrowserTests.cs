using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Dashboard.Tests.Browser;

/// <summary>The dashboard in a real browser, over the demo's month.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task EveryPageAndAct_InABrowser_WithAndWithoutItsScript_WideAndNarrow_LightAndDark()
    {
        string chromium = OutsideProgram.Require("chromium", "apt-get install chromium");
        string node = OutsideProgram.Require("node", "apt-get install nodejs");
        string tool = OutsideProgram.Require("playwright-core", "npm install playwright-core axe-core, and its node_modules/.bin to PATH");
        using var folder = new TestFolder();
        var console = new StringWriter();
        Assert.Equal(0, await DemoDataCommand.RunAsync(folder.Path, seed: 1, TimeProvider.System.GetUtcNow(), new OperatorConsole(console, console, false)));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_ADMIN_KEY"] = TestGateway.AdminKey });
        string client = (await File.ReadAllLinesAsync(folder.File("state/first-keys"))).First(line => line.Contains("ANTHROPIC_API_KEY=", StringComparison.Ordinal)).Split('=')[1].Trim();

        using ProcessRun walk = ProcessRun.Start(
            folder.Path, [], node, Path.Combine(Repository.Root, "tests/Router.Dashboard.Tests/Browser/walk.mjs"), chromium, Path.GetDirectoryName(Path.GetDirectoryName(tool))!, $"{gateway.Address}/dashboard/", TestGateway.AdminKey, client);
        int code = await walk.WaitAsync(TimeSpan.FromMinutes(8));

        Assert.True(code == 0, walk.Output);
    }
}
