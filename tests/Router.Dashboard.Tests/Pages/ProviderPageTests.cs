using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Pages;

public sealed class ProviderPageTests
{
    [Fact]
    public async Task Gate_ShowsItsWindowsAgainstTheLimits_AndWhyItIsClosed()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await TestGateway.StartAsync(
            TestGateway.ProvidersWith(", \"limits\": { \"requestsPerMinute\": 40, \"concurrency\": 8 }, \"queue\": { \"wait\": \"0s\" }", provider.BaseUrl) + ", \"tiers\": { \"default\": \"claude-test\" }", clock);
        using HttpResponseMessage answered = await gateway.PostAsync(TestGateway.Body(stream: false));
        await answered.Content.ReadAsStringAsync();
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        string open = WebUtility.HtmlDecode(await browser.TextAsync("providers"));

        using HttpResponseMessage drained = await browser.SubmitAsync("providers", "do/drain", ("name", "a"), ("back", "providers"));
        string closed = WebUtility.HtmlDecode(await browser.TextAsync("providers"));

        Assert.Contains("Requests a minute: 1 of 40", open, StringComparison.Ordinal);
        Assert.Contains("of 8 under way", open, StringComparison.Ordinal);
        Assert.Contains("Until somebody resumes it.", closed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, drained.StatusCode);
    }
}
