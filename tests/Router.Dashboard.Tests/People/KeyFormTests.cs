using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.People;

public sealed class KeyFormTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" } """;

    [Fact]
    public async Task Key_IsMadeAndChanged_WithAllThatItMayBe()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage user = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));

        string id = await KeyOfAsync(
            admin, ("name", "laptop"), ("expires", "2999-01-31"), ("models", "claude-test"), ("providers", "demo"), ("networks", "10.0.0.0/8, 127.0.0.1"),
            ("usd", "12.5"), ("per", "week"), ("soft", ""), ("requests", "20"), ("tokens", ""), ("concurrency", "3"));
        using JsonDocument made = await EntryAsync(gateway, id);
        string drawn = await admin.TextAsync($"people/keys/{id}");
        using HttpResponseMessage changed = await admin.PostAsync("do/change-key", [
            .. DashboardBrowser.HiddenOf(drawn, "do/change-key"), ("name", "desk"), ("expires", "2999-01-31"), ("models", ""), ("providers", ""), ("networks", ""),
            ("usd", ""), ("per", "month"), ("soft", ""), ("requests", ""), ("tokens", "9000"), ("concurrency", "")]);
        using JsonDocument after = await EntryAsync(gateway, id);

        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Equal("""["claude-test"]|["demo"]|["10.0.0.0/8","127.0.0.1"]|12.5|20|3""", Text(made));
        Assert.Equal("""["*"]|["*"]|[]|-||""", Text(after));
        Assert.Equal("desk", after.RootElement.GetProperty("name").GetString());
        Assert.Equal("9000", after.RootElement.GetProperty("limits").GetProperty("tokens_per_minute").ToString());
        Assert.Equal(made.RootElement.GetProperty("expires_at").GetString(), after.RootElement.GetProperty("expires_at").GetString());
        Assert.Contains("value=\"2999-01-31\"", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastDay_ThatTheFormLeavesAsItIs_StaysToTheSecond_AndAnEmptyOneIsTakenAway()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage user = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));
        string id = await KeyOfAsync(admin, ("name", "laptop"));
        using HttpClient api = Api(gateway);
        using HttpResponseMessage exact = await api.PatchAsJsonAsync($"/admin/v1/keys/{id}", new { expires_at = "2999-01-31T08:15:00Z" });

        using HttpResponseMessage named = await admin.PostAsync("do/change-key", [.. DashboardBrowser.HiddenOf(await admin.TextAsync($"people/keys/{id}"), "do/change-key"), ("name", "desk"), ("expires", "2999-01-31")]);
        using JsonDocument kept = await EntryAsync(gateway, id);
        using HttpResponseMessage emptied = await admin.PostAsync("do/change-key", [.. DashboardBrowser.HiddenOf(await admin.TextAsync($"people/keys/{id}"), "do/change-key"), ("name", "desk"), ("expires", "")]);
        using JsonDocument without = await EntryAsync(gateway, id);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], [exact.StatusCode, named.StatusCode, emptied.StatusCode]);
        Assert.Equal(new DateTimeOffset(2999, 1, 31, 8, 15, 0, TimeSpan.Zero), DateTimeOffset.Parse(kept.RootElement.GetProperty("expires_at").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(JsonValueKind.Null, without.RootElement.GetProperty("expires_at").ValueKind);
    }

    [Fact]
    public async Task Member_ChangesHisOwnKey_WithoutFieldsForABudget()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage user = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));
        string secret = await SecretOfAsync(admin, ("name", "laptop"));
        using DashboardBrowser ann = await DashboardBrowser.SignedInAsync(gateway, secret);
        string id = secret.Split('-')[2];
        string page = await ann.TextAsync($"people/keys/{id}");

        using HttpResponseMessage changed = await ann.PostAsync("do/change-key", [.. DashboardBrowser.HiddenOf(page, "do/change-key"), ("name", "desk"), ("expires", ""), ("models", ""), ("providers", ""), ("networks", "127.0.0.1")]);

        Assert.DoesNotContain("name=\"usd\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Contains("127.0.0.1", await ann.TextAsync($"people/keys/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewSecret_CanBeSelectedWithoutAScript_AndCopiedWithOne()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage user = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));

        using HttpResponseMessage shown = await admin.SubmitAsync("people/users/ann", "do/create-key", ("user", "ann"));
        string page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());

        Assert.Matches("<textarea id=\"secret\"[^>]* readonly[^>]*>sk-rtr-[0-9A-Za-z]+-[0-9A-Za-z]+</textarea>", page);
        Assert.Matches($"<textarea id=\"lines\"[^>]* readonly[^>]*>export ANTHROPIC_BASE_URL={gateway.Address}\nexport ANTHROPIC_API_KEY=sk-rtr-", page);
        Assert.Contains("data-copies=\"secret\" hidden", page, StringComparison.Ordinal);
        Assert.Contains("data-copies=\"lines\" hidden", page, StringComparison.Ordinal);
    }

    private static async Task<string> KeyOfAsync(DashboardBrowser admin, params (string, string)[] fields) => (await SecretOfAsync(admin, fields)).Split('-')[2];

    private static async Task<string> SecretOfAsync(DashboardBrowser admin, params (string, string)[] fields)
    {
        using HttpResponseMessage made = await admin.SubmitAsync("people/users/ann", "do/create-key", [("user", "ann"), .. fields]);
        string page = await made.Content.ReadAsStringAsync();
        Assert.True(made.StatusCode == HttpStatusCode.OK, page);
        string rest = page[page.IndexOf("sk-rtr-", StringComparison.Ordinal)..];
        return rest[..rest.IndexOf('<', StringComparison.Ordinal)];
    }

    private static HttpClient Api(TestGateway gateway)
    {
        var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        client.DefaultRequestHeaders.Add("x-api-key", TestGateway.AdminKey);
        return client;
    }

    private static async Task<JsonDocument> EntryAsync(TestGateway gateway, string id)
    {
        using HttpClient api = Api(gateway);
        return JsonDocument.Parse(await api.GetStringAsync($"/admin/v1/keys/{id}"));
    }

    private static string Text(JsonDocument key)
    {
        JsonElement root = key.RootElement;
        JsonElement budget = root.GetProperty("budget");
        JsonElement limits = root.GetProperty("limits");
        return string.Join('|', root.GetProperty("models").GetRawText(), root.GetProperty("providers").GetRawText(), root.GetProperty("networks").GetRawText(),
            budget.ValueKind == JsonValueKind.Null ? "-" : budget.GetProperty("usd").ToString(), limits.GetProperty("requests_per_minute").ToString(), limits.GetProperty("concurrency").ToString());
    }
}
