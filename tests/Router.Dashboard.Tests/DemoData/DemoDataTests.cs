using Router.Api.CommandLine;
using Router.Api.DemoData;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.DemoData;

public sealed class DemoDataTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Folder_HoldsAMonth_ThatTheDashboardShows()
    {
        using var folder = new TestFolder();
        var console = new StringWriter();

        int code = await DemoDataCommand.RunAsync(folder.Path, seed: 1, End, new OperatorConsole(console, console, false));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, new DemoClock(End), new() { ["ROUTER_ADMIN_KEY"] = TestGateway.AdminKey });
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        string overview = await browser.TextAsync("?period=30d&by=user");

        Assert.True(code == 0, console.ToString());
        Assert.All(DemoPerson.All, person => Assert.Contains($">{person.User}<", overview, StringComparison.Ordinal));
        Assert.Contains("payments (team)", overview, StringComparison.Ordinal);
        Assert.Contains("Mara Lindqvist", await browser.TextAsync("people"), StringComparison.Ordinal);
        Assert.DoesNotContain("No session", await browser.TextAsync("sessions"), StringComparison.Ordinal);
        string audit = await browser.TextAsync("audit");
        Assert.All(["provider.drained", "key.rotated", "key.revoked", "user.suspended", "vault.created", "team.changed"], act => Assert.Contains($">{act}<", audit, StringComparison.Ordinal));
        Assert.Contains(">key.created<", await browser.TextAsync("audit?what=key&who=admin"), StringComparison.Ordinal);
        Assert.Contains("Kai Sato (contractor)</a> <span class=\"badge warn\">suspended</span>", await browser.TextAsync("people"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_ThatHoldsSomething_StaysAsItIs()
    {
        using var folder = new TestFolder();
        folder.Write("notes.txt", "mine");
        var console = new StringWriter();

        int code = await DemoDataCommand.RunAsync(folder.Path, seed: 1, End, new OperatorConsole(console, console, false));

        Assert.Equal(StartException.Misconfigured, code);
        Assert.Contains("is not empty", console.ToString(), StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Month_IsTheSame_FromTheSameSeed()
    {
        Assert.Equal(new DemoMonth(7, End).Turns().Take(500), new DemoMonth(7, End).Turns().Take(500));
        Assert.NotEqual(new DemoMonth(7, End).Turns().Take(500), new DemoMonth(8, End).Turns().Take(500));
    }
}
