using System.Net;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Acts;

/// <summary>The configuration's page, and what the system's says of it.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Configuration_IsChecked_WithoutCounting()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(ActTests.Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage bad = await browser.SubmitAsync("configuration", "do/check", ("text", """{ "access": "sometimes" }"""), ("back", "configuration"));
        using HttpResponseMessage good = await browser.SubmitAsync("configuration", "do/check", ("text", ""), ("back", "configuration"));

        Assert.Contains("access:", await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("It can be used", await good.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_ShowsWhatIsAnother_InTheFileAndInWhatIsTyped()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(ActTests.Members, new ManualClock());
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        string same = await browser.TextAsync("configuration");

        using HttpResponseMessage typed = await browser.SubmitAsync("configuration", "do/check", ("text", TestGateway.Config(ActTests.Members + ", \"commitAfter\": \"9s\"")), ("back", "configuration"));
        string page = await typed.Content.ReadAsStringAsync();
        gateway.Folder.Write("router.json", TestGateway.Config(ActTests.Members + ", \"rewriteModel\": false"));
        string changed = await browser.TextAsync("configuration");

        Assert.DoesNotContain("would be another", same, StringComparison.Ordinal);
        Assert.Contains("1 value would be another", page, StringComparison.Ordinal);
        Assert.Matches("commitAfter</span>\\s*<del><span class=\"hidden\">now </span>15s</del>\\s*<ins><span class=\"hidden\">then </span>9s</ins>", page);
        Assert.Contains("The file as it lies there is another", changed, StringComparison.Ordinal);
        Assert.Contains(">rewriteModel<", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatIsRefused_IsSaidPlainly_OnBothPages()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(ActTests.Members, new ManualClock());
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        string[] before = [await browser.TextAsync("system"), await browser.TextAsync("configuration")];

        gateway.Folder.Write("router.json", "{ \"providers\": 7 }");
        string[] after = [await browser.TextAsync("system"), await browser.TextAsync("configuration")];

        Assert.All(before, page => Assert.DoesNotContain("refused", page, StringComparison.Ordinal));
        Assert.All(after, page =>
        {
            Assert.Matches("The file as it lies there is refused: it has \\d+ errors?\\. What was loaded before stays in force", page);
            Assert.Contains("<p>providers", page, StringComparison.Ordinal);
        });
        Assert.Contains("The configuration is refused</h2>", after[0], StringComparison.Ordinal);
        Assert.DoesNotContain("<p>None.</p>", after[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_ThatTheStartTells_StandOnTheSystemPage()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(
            ActTests.Members.Replace("\"providers\": {", "\"providers\": { \"dumb\": { \"style\": \"native\", \"baseUrl\": \"http://127.0.0.1:9\", \"credentials\": [\"env:NOT_SET_ANYWHERE\"] },", StringComparison.Ordinal));
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        string page = await browser.TextAsync("system");

        Assert.Contains("providers.dumb: has no usable credential", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<p>None.</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_LeavesOutWhatIsNotSet()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(ActTests.Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        string page = WebUtility.HtmlDecode(await browser.TextAsync("configuration"));
        string shown = page[page.IndexOf("<pre", StringComparison.Ordinal)..page.IndexOf("</pre>", StringComparison.Ordinal)];

        Assert.Contains("\"providers\": {", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("null", shown, StringComparison.Ordinal);
    }
}
