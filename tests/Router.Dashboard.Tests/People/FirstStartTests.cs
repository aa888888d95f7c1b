using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.People;

/// <summary>The key that a first start makes, and its user, stand among the others.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task FirstKey_AndItsUser_AreListed_AndSayHowTheyEnd()
    {
        await using TestGateway gateway = await TestGateway.StartInAsync(new TestFolder(), environment: new() { ["ROUTER_ADMIN_KEY"] = TestGateway.AdminKey });
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address), DefaultRequestHeaders = { { "x-api-key", TestGateway.AdminKey } } };

        JsonNode key = Assert.Single(JsonNode.Parse(await client.GetStringAsync("/admin/v1/keys"))!["data"]!.AsArray())!;
        string people = await admin.TextAsync("people");
        string user = WebUtility.HtmlDecode(await admin.TextAsync("people/users/first-user"));
        string page = WebUtility.HtmlDecode(await admin.TextAsync($"people/keys/{key["id"]}"));
        using HttpResponseMessage revoked = await client.PostAsync($"/admin/v1/keys/{key["id"]}/revoke", content: null);

        Assert.Equal(("first-user", "first start", "active"), ((string?)key["user"], (string?)key["source"], (string?)key["status"]));
        Assert.Contains("first-user, from the first start", people, StringComparison.Ordinal);
        Assert.All((string[])[user, page], text =>
        {
            Assert.Contains("first key", text, StringComparison.Ordinal);
            Assert.Contains("To end its key, delete keys.json in the state folder and start again", text, StringComparison.Ordinal);
            Assert.DoesNotContain("do/end\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("do/create-key\"", text, StringComparison.Ordinal);
        });
        Assert.Equal(HttpStatusCode.Conflict, revoked.StatusCode);
        Assert.Contains("delete keys.json in the state folder and start again", await revoked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
