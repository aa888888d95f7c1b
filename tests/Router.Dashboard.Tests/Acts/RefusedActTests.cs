using System.Net;
using System.Runtime.InteropServices;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Acts;

public sealed class RefusedActTests
{
    [Theory]
    [InlineData("system")]
    [InlineData("configuration")]
    [InlineData("audit")]
    public async Task RefusedAct_ShowsNoPageThatTheRoleDoesNotSee(string hidden)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(""" "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } } """);
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);
        using HttpResponseMessage asked = await member.GetAsync(hidden);

        using HttpResponseMessage refused = await member.SubmitAsync("", "do/clear-cache", ("back", hidden));

        string page = await refused.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (asked.StatusCode, refused.StatusCode));
        Assert.DoesNotContain(RuntimeInformation.FrameworkDescription, page, StringComparison.Ordinal);
        Assert.Contains("<title>Not here", page, StringComparison.Ordinal);
    }
}
