using System.Net;
using System.Text.Json;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.People;

public sealed class TenantTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" } """;

    [Theory]
    [InlineData("people")]
    [InlineData("vault")]
    public async Task WhoMaySeeSeveral_ChoosesTheTenant_InTheAddress(string path)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        string alone = await admin.TextAsync(path);
        using HttpResponseMessage made = await admin.SubmitAsync("people", "do/create-tenant", ("id", "acme"), ("name", "Acme"));

        string page = await admin.TextAsync($"{path}?tenant=acme");
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);

        Assert.DoesNotContain("aria-label=\"Tenant\"", alone, StringComparison.Ordinal);
        Assert.Matches("tenant=default\"[^>]*>default</a>", page);
        Assert.Matches("tenant=acme\" aria-current=\"true\">Acme</a>", page);
        Assert.DoesNotContain("aria-label=\"Tenant\"", await member.TextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenant_IsMade_Bounded_Renamed_Suspended_AndResumed()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage made = await admin.SubmitAsync("people", "do/create-tenant", ("id", "acme"), ("name", ""), ("multiplier", "1.5"));
        string drawn = await admin.TextAsync("people?tenant=acme");
        using HttpResponseMessage changed = await admin.PostAsync("do/change-tenant", [.. DashboardBrowser.HiddenOf(drawn, "do/change-tenant"), ("name", "Acme Ltd"), ("multiplier", "2"), ("fallback", "yes")]);
        using HttpResponseMessage stale = await admin.PostAsync("do/budget", [.. DashboardBrowser.HiddenOf(drawn, "do/budget"), ("usd", "100"), ("per", "month"), ("requests", "50")]);
        using HttpResponseMessage bounded = await admin.PostAsync("do/budget", [.. DashboardBrowser.HiddenOf(await admin.TextAsync("people?tenant=acme"), "do/budget"), ("usd", "100"), ("per", "month"), ("requests", "50")]);
        using HttpResponseMessage suspended = await admin.PostAsync("do/suspend", DashboardBrowser.HiddenOf(await admin.TextAsync("people?tenant=acme"), "do/suspend"));
        string closed = await admin.TextAsync("people?tenant=acme");
        using HttpResponseMessage resumed = await admin.PostAsync("do/resume", DashboardBrowser.HiddenOf(closed, "do/resume"));
        using var api = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        api.DefaultRequestHeaders.Add("x-api-key", TestGateway.AdminKey);
        using JsonDocument tenant = JsonDocument.Parse(await api.GetStringAsync("/admin/v1/tenants/acme"));

        Assert.Equal("../people?tenant=acme&done=created", made.Headers.Location?.OriginalString);
        Assert.Contains("1.5 times the price", drawn, StringComparison.Ordinal);
        Assert.Equal(
            [HttpStatusCode.SeeOther, HttpStatusCode.Conflict, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther],
            [changed.StatusCode, stale.StatusCode, bounded.StatusCode, suspended.StatusCode, resumed.StatusCode]);
        Assert.Contains(">suspended<", closed, StringComparison.Ordinal);
        JsonElement root = tenant.RootElement;
        Assert.Equal(
            ("Acme Ltd", "2", true, "100", "50", "active"),
            (root.GetProperty("name").GetString(), root.GetProperty("price_multiplier").ToString(), root.GetProperty("vault_fallback").GetBoolean(),
                root.GetProperty("budget").GetProperty("usd").ToString(), root.GetProperty("limits").GetProperty("requests_per_minute").ToString(), root.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task DefaultTenant_CanNotBeClosed_SoNoButtonSaysSo()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);

        string page = await admin.TextAsync("people");

        Assert.DoesNotContain("do/suspend", page, StringComparison.Ordinal);
        Assert.DoesNotContain("do/end", page, StringComparison.Ordinal);
        Assert.Contains("do/change-tenant", page, StringComparison.Ordinal);
    }
}
