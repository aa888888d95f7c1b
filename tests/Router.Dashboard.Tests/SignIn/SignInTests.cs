using System.Net;
using Router.Api.Tests.Testing;
using Router.Dashboard.SignIn;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.SignIn;

public sealed class SignInTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "tiers": { "default": "demo/demo" } """;

    [Fact]
    public async Task Page_WithoutASession_LeadsToTheSignIn_AndBackAfterwards()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var browser = new DashboardBrowser(gateway);

        using HttpResponseMessage closed = await browser.GetAsync("requests?user=ann");
        using HttpResponseMessage open = await browser.SignInAsync(TestGateway.AdminKey, "requests?user=ann");

        Assert.Equal(HttpStatusCode.SeeOther, closed.StatusCode);
        Assert.Equal("./sign-in?back=requests%3Fuser%3Dann", closed.Headers.Location?.OriginalString);
        Assert.Equal("./requests?user=ann", open.Headers.Location?.OriginalString);
        Assert.Contains("ann", await browser.TextAsync("requests?user=ann"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_HoldsNoKey_IsForThisSiteAlone_AndNotForScripts()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var browser = new DashboardBrowser(gateway);

        using HttpResponseMessage answer = await browser.SignInAsync(TestGateway.AdminKey);

        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), text => text.StartsWith("router-session", StringComparison.Ordinal));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("path=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(TestGateway.AdminKey, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_EndsWithTheSignOut_AndWithItsTime()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Members, clock);
        using DashboardBrowser first = await DashboardBrowser.SignedInAsync(gateway);
        using DashboardBrowser second = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage left = await first.SubmitAsync("", "sign-out");
        using HttpResponseMessage behind = await first.GetAsync("");
        clock.Advance(SessionCookies.Lifetime - TimeSpan.FromMinutes(1));
        using HttpResponseMessage inTime = await second.GetAsync("");
        clock.Advance(TimeSpan.FromMinutes(2));
        using HttpResponseMessage late = await second.GetAsync("");

        Assert.Equal("./sign-in", left.Headers.Location?.OriginalString);
        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.OK, HttpStatusCode.SeeOther], [behind.StatusCode, inTime.StatusCode, late.StatusCode]);
    }

    [Fact]
    public async Task Session_EndsWhenItsKeyIsTakenAway()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config(Members));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);
        using HttpResponseMessage before = await browser.GetAsync("");

        folder.Write("router.json", TestGateway.Config(Members).Replace(TestGateway.Key, "another-key-of-hers", StringComparison.Ordinal));
        Assert.Empty(gateway.Watcher.Reload());
        using HttpResponseMessage after = await browser.GetAsync("");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.SeeOther], [before.StatusCode, after.StatusCode]);
    }

    [Fact]
    public async Task Session_OpensNothingButTheDashboard()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        string cookies = browser.Cookies.GetCookieHeader(browser.Root);

        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        client.DefaultRequestHeaders.Add("Cookie", cookies);
        using HttpResponseMessage admin = await client.GetAsync("/admin/v1/config");
        using HttpResponseMessage models = await client.GetAsync("/v1/models");
        using HttpResponseMessage dashboard = await client.GetAsync("/dashboard/");

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK], [admin.StatusCode, models.StatusCode, dashboard.StatusCode]);
    }

    [Fact]
    public async Task WrongKeys_AreRefusedInWords_AndSlowedDown()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Members, clock);
        using var browser = new DashboardBrowser(gateway);
        for (int attempt = 0; attempt < SignInPace.MostFromOne; attempt++)
        {
            using HttpResponseMessage refused = await browser.SignInAsync($"wrong-key-{attempt}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Contains("not valid here", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using HttpResponseMessage slowed = await browser.SignInAsync(TestGateway.AdminKey);
        clock.Advance(TimeSpan.FromMinutes(1));
        using HttpResponseMessage later = await browser.SignInAsync(TestGateway.AdminKey);

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.SeeOther], [slowed.StatusCode, later.StatusCode]);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("../v1/models")]
    [InlineData("requests/..")]
    [InlineData("no-such-page")]
    public async Task SignIn_LeadsNowhereElse(string back)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var browser = new DashboardBrowser(gateway);

        using HttpResponseMessage answer = await browser.SignInAsync(TestGateway.AdminKey, back);

        Assert.Equal("./", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("theme")]
    [InlineData("sign-in")]
    public async Task Form_WithoutItsSessionsToken_IsNotTaken(string address)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        using DashboardBrowser other = await DashboardBrowser.SignedInAsync(gateway);
        string others = DashboardBrowser.TokenOf(await other.TextAsync(""));

        using HttpResponseMessage without = await browser.PostAsync(address, ("theme", "dark"), ("key", TestGateway.AdminKey));
        using HttpResponseMessage foreign = await browser.PostAsync(address, ("form-token", others), ("theme", "dark"), ("key", TestGateway.AdminKey));

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [without.StatusCode, foreign.StatusCode]);
        Assert.False(without.Headers.Contains("Set-Cookie") && without.Headers.GetValues("Set-Cookie").Any(text => text.StartsWith("router-session", StringComparison.Ordinal)));
        using HttpResponseMessage still = await browser.GetAsync("");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task LinkOfAnotherSite_LoadsThePageAnew_AndAFormOfOneIsRefused()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        using var link = new HttpRequestMessage(HttpMethod.Get, "/dashboard/requests") { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" }, { "Sec-Fetch-Dest", "document" } } };
        using var frame = new HttpRequestMessage(HttpMethod.Get, "/dashboard/requests") { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" }, { "Sec-Fetch-Dest", "iframe" } } };
        using var form = new HttpRequestMessage(HttpMethod.Post, "/dashboard/sign-in") { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" }, { "Sec-Fetch-Dest", "document" } } };

        using HttpResponseMessage linked = await client.SendAsync(link);
        using HttpResponseMessage framed = await client.SendAsync(frame);
        using HttpResponseMessage posted = await client.SendAsync(form);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [linked.StatusCode, framed.StatusCode, posted.StatusCode]);
        Assert.Equal("0", Assert.Single(linked.Headers.GetValues("Refresh")));
    }

    [Fact]
    public async Task WhatIsNoFormOfOurs_IsNotTaken_AndNoBug()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var browser = new DashboardBrowser(gateway);

        using HttpResponseMessage answer = await browser.PostAsync("sign-in", [.. Enumerable.Range(0, 3000).Select(index => ($"field{index}", "x"))]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The form was not taken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theme_IsKept_WithoutAScript()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage answer = await browser.SubmitAsync("requests", "theme", ("theme", "dark"), ("back", "requests"));

        Assert.Equal("./requests", answer.Headers.Location?.OriginalString);
        Assert.Contains("data-theme=\"dark\"", await browser.TextAsync("requests"), StringComparison.Ordinal);
    }
}
