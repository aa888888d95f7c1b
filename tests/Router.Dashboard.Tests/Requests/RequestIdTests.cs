using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Requests;

/// <summary>The id that an answer, an error and the log name leads to the message's record.</summary>
public sealed class RequestIdTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } } """;

    [Fact]
    public async Task IdOfTheAnswer_FindsTheRequest_ByAddressFilterAndApi()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        string[] ids = [await AskAsync(gateway), await AskAsync(gateway)];
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage page = await admin.GetAsync($"requests/{ids[0]}");
        string shown = await page.Content.ReadAsStringAsync();
        string list = await admin.TextAsync($"requests?id={ids[0]}");
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address), DefaultRequestHeaders = { { "x-api-key", TestGateway.AdminKey } } };
        JsonNode found = JsonNode.Parse(await client.GetStringAsync($"/admin/v1/requests?request_id={ids[0]}"))!;
        JsonNode none = JsonNode.Parse(await client.GetStringAsync("/admin/v1/requests?request_id=req_nobody"))!;

        Assert.All(ids, id => Assert.StartsWith("req_", id, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains($">{ids[0]}</dd>", shown, StringComparison.Ordinal);
        JsonNode record = Assert.Single(found["data"]!.AsArray())!;
        Assert.Equal(ids[0], (string?)record["request_id"]);
        Assert.Contains($"./requests/{record["id"]}", list, StringComparison.Ordinal);
        Assert.Single(list.Split("\"./requests/")[1..]);
        Assert.Empty(none["data"]!.AsArray());
    }

    private static async Task<string> AskAsync(TestGateway gateway)
    {
        using HttpResponseMessage answer = await gateway.PostAsync(TestGateway.Body(stream: false));
        await answer.Content.ReadAsStringAsync();
        return answer.Headers.GetValues("request-id").Single();
    }
}
