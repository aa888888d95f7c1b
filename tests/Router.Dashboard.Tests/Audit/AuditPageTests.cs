using System.Globalization;
using System.Net;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Audit;

public sealed class AuditPageTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" } """;

    [Fact]
    public async Task Acts_AreFiltered_ByWhoWhatToWhatTenantAndDay()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Members, clock);
        using DashboardBrowser first = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage team = await first.SubmitAsync("people", "do/create-team", ("id", "core"));
        using HttpResponseMessage tenant = await first.SubmitAsync("people", "do/create-tenant", ("id", "acme"));
        using HttpResponseMessage away = await first.SubmitAsync("people", "do/create-user", ("tenant", "acme"), ("id", "ann"));
        string day = Day(clock);
        clock.Advance(TimeSpan.FromDays(1));
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage ben = await admin.SubmitAsync("people", "do/create-user", ("id", "ben"));

        Assert.Equal(["user.created", "user.created", "tenant.created", "team.created"], Acts(await admin.TextAsync("audit")));
        Assert.Equal(["team.created"], Acts(await admin.TextAsync("audit?what=team")));
        Assert.Equal(["user.created", "tenant.created"], Acts(await admin.TextAsync("audit?tenant=acme")));
        Assert.Equal(["user.created"], Acts(await admin.TextAsync("audit?what=user&entry=AN")));
        Assert.Equal(["user.created"], Acts(await admin.TextAsync($"audit?from={Day(clock)}")));
        Assert.Equal(["user.created", "tenant.created", "team.created"], Acts(await admin.TextAsync($"audit?to={day}")));
        Assert.Equal(4, Acts(await admin.TextAsync("audit?who=ADMIN")).Length);
        string none = await admin.TextAsync("audit?who=nobody&from=never");
        Assert.Empty(Acts(none));
        Assert.Contains("Nothing like that was done", none, StringComparison.Ordinal);
        Assert.DoesNotContain("From is after To", none, StringComparison.Ordinal);
        Assert.Contains("From is after To", await admin.TextAsync("audit?from=2026-12-01&to=2026-01-01"), StringComparison.Ordinal);
        Assert.Contains("name=\"who\" value=\"nobody\"", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_AreShown_FromWhatToWhat()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage team = await admin.SubmitAsync("people", "do/create-team", ("id", "core"));
        using HttpResponseMessage five = await admin.SubmitAsync("people", "do/budget", ("kind", "team"), ("id", "core"), ("usd", "5"), ("per", "week"));
        using HttpResponseMessage seven = await admin.SubmitAsync("people", "do/budget", ("kind", "team"), ("id", "core"), ("usd", "7"), ("per", "week"));

        string page = WebUtility.HtmlDecode(await admin.TextAsync("audit?what=team.changed"));

        Assert.Contains("<span class=\"dim\">Budget</span> 5 <span class=\"hidden\">became</span><span aria-hidden=\"true\">→</span> <b>7</b>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"dim\">Budget</span> none <span class=\"hidden\">became</span><span aria-hidden=\"true\">→</span> <b>5</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_LeadToOlderActs_AndBack_WithTheFilter()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        string token = DashboardBrowser.TokenOf(await admin.TextAsync("people"));
        for (int count = 0; count < 60; count++)
        {
            using HttpResponseMessage made = await admin.PostAsync("do/create-team", ("form-token", token), ("id", $"team-{count:00}"));
        }

        string newest = WebUtility.HtmlDecode(await admin.TextAsync("audit?what=team"));
        string address = newest[..newest.IndexOf(">Older<", StringComparison.Ordinal)];
        string older = await admin.TextAsync(address[(address.LastIndexOf("href=\"./", StringComparison.Ordinal) + 8)..].TrimEnd('"'));

        Assert.Equal((50, 10), (Acts(newest).Length, Acts(older).Length));
        Assert.Contains("team-59", newest, StringComparison.Ordinal);
        Assert.Contains("team-00", older, StringComparison.Ordinal);
        Assert.DoesNotContain(">Older<", older, StringComparison.Ordinal);
        Assert.Contains("href=\"./audit?what=team\">To the newest<", older, StringComparison.Ordinal);
    }

    private static string Day(ManualClock clock) => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Acts(string page) => [.. page.Split("<span class=\"badge")[1..].Select(text => text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..text.IndexOf('<', StringComparison.Ordinal)])];
}
