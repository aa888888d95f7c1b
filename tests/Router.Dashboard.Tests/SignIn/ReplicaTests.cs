using System.Net;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.SignIn;

/// <summary>Any replica answers: nothing of a session lies on the one that began it.</summary>
public sealed class ReplicaTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "tiers": { "default": "demo/demo" } """;

    [Fact]
    public async Task SessionOfOneReplica_IsOneOfTheOther_FormsIncluded()
    {
        await using TestGateway first = await StartAsync("the master key of both");
        await using TestGateway second = await StartAsync("the master key of both");
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(first);
        string token = DashboardBrowser.TokenOf(await browser.TextAsync("requests"));

        using HttpResponseMessage page = await browser.GetAsync($"{second.Address}/dashboard/requests");
        using HttpResponseMessage form = await browser.PostAsync($"{second.Address}/dashboard/do/create-user", ("form-token", token), ("id", "ann"), ("back", "people"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.SeeOther], [page.StatusCode, form.StatusCode]);
    }

    [Fact]
    public async Task SessionOfAnotherMasterKey_IsNone()
    {
        await using TestGateway first = await StartAsync("the master key of one");
        await using TestGateway second = await StartAsync("the master key of the other");
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(first);

        using HttpResponseMessage page = await browser.GetAsync($"{second.Address}/dashboard/requests");

        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
    }

    private static Task<TestGateway> StartAsync(string masterKey)
    {
        var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config(Members));
        return TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_MASTER_KEY"] = masterKey });
    }
}
