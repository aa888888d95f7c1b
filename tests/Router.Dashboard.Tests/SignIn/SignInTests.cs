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

    [Fact]
    public async Task BehindATrustedProxy_EachClientHasHisOwnPace()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members + """, "proxies": ["127.0.0.1"]""", new ManualClock());
        using var guesser = new DashboardBrowser(gateway, "203.0.113.9");
        using var user = new DashboardBrowser(gateway, "203.0.113.10");
        for (int attempt = 0; attempt < SignInPace.MostFromOne; attempt++)
        {
            using HttpResponseMessage refused = await guesser.SignInAsync($"wrong-key-{attempt}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using HttpResponseMessage slowed = await guesser.SignInAsync(TestGateway.AdminKey);
        using HttpResponseMessage welcome = await user.SignInAsync(TestGateway.AdminKey);

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.SeeOther], [slowed.StatusCode, welcome.StatusCode]);
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
    [InlineData("people/users/jürgen", "./people/users/j%C3%BCrgen")]
    [InlineData("people/users/j%C3%BCrgen?tenant=a%20b", "./people/users/j%C3%BCrgen?tenant=a%20b")]
    [InlineData("people/users/a%0Ab", "./")]
    [InlineData("people/users/a%2Fb", "./")]
    [InlineData("people/users/%2e%2e", "./")]
    [InlineData("requests?user=jürgen", "./")]
    [InlineData("requests?user=a b", "./")]
    public async Task SignIn_LeadsToAnAddressThatCanBeSent(string back, string expected)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var browser = new DashboardBrowser(gateway);

        using HttpResponseMessage answer = await browser.SignInAsync(TestGateway.AdminKey, back);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task PageOfANameThatIsNotAscii_LeadsToTheSignIn_AndItsFormsLeadBack()
    {
        const string Page = "people/users/j%C3%BCrgen";
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var stranger = new DashboardBrowser(gateway);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage closed = await stranger.GetAsync(Page);
        string page = await browser.TextAsync(Page);
        using HttpResponseMessage theme = await browser.PostAsync("theme", [.. DashboardBrowser.HiddenOf(page, "theme"), ("theme", "dark")]);
        using HttpResponseMessage made = await browser.SubmitAsync("people", "do/create-team", ("id", "core"), ("back", "people/users/jürgen"));
        using HttpResponseMessage refused = await browser.SubmitAsync("people", "do/change-user", ("id", "jürgen"), ("back", "people/users/jürgen"));

        Assert.Equal($"../../sign-in?back={Uri.EscapeDataString(Page)}", closed.Headers.Location?.OriginalString);
        Assert.Equal($"./{Page}", theme.Headers.Location?.OriginalString);
        Assert.Equal($"../{Page}?done=created", made.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("jürgen", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("do/drain", true)]
    [InlineData("do/drain", false)]
    [InlineData("do/drain/", false)]
    [InlineData("theme", true)]
    [InlineData("sign-in", false)]
    public async Task PageOfAFormThatWasNotTaken_LinksToWhatIsThere_AndSetsNothing(string address, bool signedIn)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = signedIn ? await DashboardBrowser.SignedInAsync(gateway) : new DashboardBrowser(gateway);

        using HttpResponseMessage refused = await browser.PostAsync(address, ("name", "demo"));
        string page = await refused.Content.ReadAsStringAsync();
        using HttpResponseMessage style = await browser.GetAsync(new Uri(new Uri(browser.Root, address), Link(page, "<link rel=\"stylesheet\" href=\"")).ToString());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("The form was not taken", page, StringComparison.Ordinal);
        Assert.Equal("text/css", style.Content.Headers.ContentType?.MediaType);
        Assert.Equal(browser.Root, new Uri(new Uri(browser.Root, address), Link(page, "<a class=\"button main\" href=\"")));
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    public static TheoryData<string, string> NoForms { get; } = new()
    {
        { "multipart/form-data", "form-token=x" },
        { "multipart/form-data; boundary=part", "--part\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\nno end" },
        { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1025).Select(number => $"field{number}=x")) },
    };

    [Theory]
    [MemberData(nameof(NoForms))]
    public async Task WhatIsNoForm_IsNotTaken(string type, string body)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));

        using HttpResponseMessage answer = await client.PostAsync("/dashboard/sign-in", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The form was not taken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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

    private static string Link(string page, string before)
    {
        int from = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        Assert.True(from >= before.Length, page);
        return page[from..page.IndexOf('"', from)];
    }
}
