using System.Net;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Pages;

/// <summary>A member sees what is his own, whatever address he types.</summary>
public sealed partial class SightTests
{
    private const string Other = "bob-test-key";

    private static string Config { get; } = $$"""
        {
          "keys": [ { "key": "{{TestGateway.Key}}", "user": "alice" }, { "key": "{{Other}}", "user": "bob-the-other" } ],
          "admin": { "key": "{{TestGateway.AdminKey}}" },
          "providers": { "demo": { "preset": "demo" } },
          "models": { "claude-test": { "targets": ["demo/demo"], "price": { "input": 3, "output": 15 } }, "bobs-model": { "targets": ["demo/demo"] } },
          "tiers": { "default": "claude-test" }
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("?by=model")]
    [InlineData("?by=user&period=30d")]
    [InlineData("requests")]
    [InlineData("requests?user=bob-the-other")]
    [InlineData("sessions")]
    [InlineData("sessions?user=bob-the-other")]
    [InlineData("people?tenant=default")]
    [InlineData("people/users/bob-the-other")]
    [InlineData("vault?tenant=default")]
    [InlineData("audit")]
    [InlineData("configuration")]
    [InlineData("system")]
    public async Task OthersData_IsNotReachedByAddress(string address)
    {
        await using TestGateway gateway = await StartAsync();
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        Assert.Contains("bob-the-other", await admin.TextAsync("requests"), StringComparison.Ordinal);
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);

        string page = (await member.TextAsync(address)).Replace("value=\"bob-the-other\"", "", StringComparison.Ordinal).Replace("%3Fuser%3Dbob-the-other", "", StringComparison.Ordinal)
            .Replace("user=bob-the-other", "", StringComparison.Ordinal);

        Assert.DoesNotContain(">bob-the-other", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bobs-session", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bobs-own-request", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiguresThatAreNotHis_AreADash_AndNoZero()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(
            """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"], "price": { "input": 3, "output": 15 } } } """);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage team = await admin.SubmitAsync("people", "do/create-team", ("id", "core"));
        using HttpResponseMessage ann = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"), ("team", "core"), ("role", "member"));
        using HttpResponseMessage ben = await admin.SubmitAsync("people", "do/create-user", ("id", "ben"), ("team", "core"), ("role", "member"));
        using HttpResponseMessage made = await admin.SubmitAsync("people/users/ann", "do/create-key", ("user", "ann"), ("name", "laptop"));
        string key = Key().Match(await made.Content.ReadAsStringAsync()).Value;
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, key);

        string people = await member.TextAsync("people");
        string page = WebUtility.HtmlDecode(await member.TextAsync("people/teams/core"));

        Assert.Equal("–", Cell(Row(people, "people/teams/core"), "This month"));
        Assert.Equal("–", Cell(Row(people, "people/users/ben"), "This month"));
        Assert.Equal("$0", Cell(Row(people, "people/users/ann"), "This month"));
        Assert.Contains("<dt>Today</dt><dd>–</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Today</dt><dd>$0</dd>", await admin.TextAsync("people/teams/core"), StringComparison.Ordinal);
        Assert.Equal("$0", Cell(Row(await admin.TextAsync("people"), "people/teams/core"), "This month"));
    }

    [Fact]
    public async Task HisName_LeadsToHisOwnKeys()
    {
        await using TestGateway gateway = await StartAsync();
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);

        Assert.Contains("href=\"./people/users/alice\"", await member.TextAsync(""), StringComparison.Ordinal);
        string page = await member.TextAsync("people/users/alice");
        Assert.Contains("router.json#1:alice", page, StringComparison.Ordinal);
        Assert.Contains("from router.json", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OthersRequest_IsNotThere()
    {
        await using TestGateway gateway = await StartAsync();
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        string list = await admin.TextAsync("requests?user=bob-the-other");
        string id = list[(list.IndexOf("./requests/", StringComparison.Ordinal) + 11)..][..32];
        Assert.Contains("Request of bob-the-other", await admin.TextAsync($"requests/{id}"), StringComparison.Ordinal);
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);

        Assert.Contains("not among the last messages", await member.TextAsync($"requests/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LiveStream_OfAPageThatIsNotHis_IsNone()
    {
        await using TestGateway gateway = await StartAsync();
        using var stranger = new DashboardBrowser(gateway);

        using HttpResponseMessage answer = await stranger.GetAsync("live?of=requests");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [GeneratedRegex("sk-rtr-[0-9A-Za-z]{8}-[0-9A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Key();

    private static string Row(string page, string address) => page.Split("<tr")[1..].First(row => row.Contains($"./{address}\"", StringComparison.Ordinal));

    private static string Cell(string row, string name)
    {
        string cell = row[row.IndexOf($"data-name=\"{name}\"", StringComparison.Ordinal)..];
        return WebUtility.HtmlDecode(cell[(cell.IndexOf('>', StringComparison.Ordinal) + 1)..cell.IndexOf('<', StringComparison.Ordinal)]);
    }

    private static async Task<TestGateway> StartAsync()
    {
        var folder = new TestFolder();
        folder.Write("router.json", Config);
        TestGateway gateway = await TestGateway.StartInAsync(folder);
        using HttpResponseMessage mine = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage others = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
        {
            request.Headers.Add("x-router-key", Other);
            request.Headers.Add("x-claude-code-session-id", "bobs-session");
        });
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [mine.StatusCode, others.StatusCode]);
        await mine.Content.ReadAsStringAsync();
        await others.Content.ReadAsStringAsync();
        return gateway;
    }
}
