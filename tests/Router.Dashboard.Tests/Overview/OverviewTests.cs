using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Overview;

/// <summary>The overview's figures agree with the other pages'.</summary>
public sealed class OverviewTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"], "price": { "input": 3, "output": 15 } } }, "tiers": { "default": "claude-test" } """;

    [Fact]
    public async Task Budgets_OfAllTenants_AreThere_ForWhoSeesThem()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage tenant = await admin.SubmitAsync("people", "do/create-tenant", ("id", "acme"));
        using HttpResponseMessage team = await admin.SubmitAsync("people", "do/create-team", ("tenant", "acme"), ("id", "core"));
        using HttpResponseMessage ofTeam = await admin.SubmitAsync("people", "do/budget", ("tenant", "acme"), ("kind", "team"), ("id", "core"), ("usd", "7"), ("per", "month"));
        using HttpResponseMessage ofTenant = await admin.SubmitAsync("people", "do/budget", ("kind", "tenant"), ("id", "acme"), ("usd", "9"), ("per", "month"));
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);

        string overview = await admin.TextAsync("");

        Assert.Contains(">acme: core (team)<", overview, StringComparison.Ordinal);
        Assert.Contains(">acme (tenant)<", overview, StringComparison.Ordinal);
        Assert.DoesNotContain("acme", await member.TextAsync(""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?period=99d", true)]
    [InlineData("?period=7d", false)]
    [InlineData("", false)]
    public async Task PeriodThatIsNone_IsSaid(string address, bool isSaid)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);

        string page = WebUtility.HtmlDecode(await admin.TextAsync(address));

        Assert.Equal(isSaid, page.Contains("There is no period \"99d\", so these are the last 24 hours", StringComparison.Ordinal));
        Assert.Contains("; times are UTC", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BudgetOfATeam_GoesWithTheTeam()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage team = await admin.SubmitAsync("people", "do/create-team", ("id", "core"));
        using HttpResponseMessage budget = await admin.SubmitAsync("people", "do/budget", ("kind", "team"), ("id", "core"), ("usd", "7"), ("per", "month"));
        string before = await admin.TextAsync("") + await admin.TextAsync("people");

        using HttpResponseMessage ended = await admin.SubmitAsync("people", "do/end", ("kind", "team"), ("id", "core"));
        string after = await admin.TextAsync("") + await admin.TextAsync("people");

        Assert.Equal(HttpStatusCode.SeeOther, ended.StatusCode);
        Assert.Contains("core (team)", before, StringComparison.Ordinal);
        Assert.DoesNotContain("core (team)", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestsThatWereRefused_AreCounted_BesideThoseThatFailed()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "no")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", provider.BaseUrl));
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage failed = await gateway.PostAsync(TestGateway.Body(stream: false));
        await failed.Content.ReadAsStringAsync();
        using HttpResponseMessage drained = await admin.SubmitAsync("providers", "do/drain", ("name", "a"));
        using HttpResponseMessage refused = await gateway.PostAsync(TestGateway.Body(stream: false));
        await refused.Content.ReadAsStringAsync();

        string overview = await admin.TextAsync("");

        Assert.Equal(HttpStatusCode.BadRequest, failed.StatusCode);
        Assert.False(refused.IsSuccessStatusCode);
        Assert.Contains("1 failed, 1 refused", overview, StringComparison.Ordinal);
        Assert.Contains(">not sent", await admin.TextAsync("requests"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProviderWhoseGatesAreForgotten_DoesNotSayThatNothingHasGoneThrough()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Members, clock);
        Task<HttpResponseMessage> asking = gateway.PostAsync(TestGateway.Body(stream: false));
        await clock.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        using HttpResponseMessage answer = await asking;
        await answer.Content.ReadAsStringAsync();
        clock.Advance(TimeSpan.FromHours(3));
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);

        string page = await admin.TextAsync("providers");

        Assert.Contains("<dd>1 <span class=\"dim\">since the start</span></dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing has gone through it", page, StringComparison.Ordinal);
    }
}
