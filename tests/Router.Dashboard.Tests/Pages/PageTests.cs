using System.Net;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Router.Dashboard.Pages;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Pages;

public sealed partial class PageTests
{
    private const string Secret = "sk-provider-secret-that-nobody-sees";

    private const string Members = $$"""
        "providers": { "demo": { "preset": "demo" }, "real": { "style": "native", "baseUrl": "http://127.0.0.1:9", "credentials": ["{{Secret}}"] } },
        "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" }
        """;

    public static TheoryData<string> Paths { get; } = [.. PageTable.All.Select(page => page.Path.Replace("{id}", "nothing", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task EveryPage_IsShownToAnAdmin_UnderAStrictPolicy_WithoutASecret(string path)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using HttpResponseMessage _ = await gateway.PostAsync(TestGateway.Body(stream: true));
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage answer = await browser.GetAsync(path);
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(path.EndsWith("nothing", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
        AssertStrict(answer, page);
    }

    [Theory]
    [InlineData("people/users/nosuch", "There is no such user")]
    [InlineData("people/teams/nosuch", "There is no such team")]
    [InlineData("people/keys/nosuch", "There is no such key")]
    [InlineData("people?tenant=nosuch", "There is no such tenant")]
    [InlineData("vault?tenant=nosuch", "There is no such tenant")]
    [InlineData("?tenant=nosuch", "There is no such tenant")]
    [InlineData("requests/nosuch", "It is not among the last messages")]
    [InlineData("sessions/nosuch", "There is no such page")]
    public async Task WhatIsNotThere_IsSaidOnAPageOfItsOwn(string path, string words)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage answer = await browser.GetAsync(path);
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("<nav aria-label=\"Pages\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tenant=.", page, StringComparison.Ordinal);
        AssertStrict(answer, page);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task EveryPage_IsShownToAMember_OrIsNotThere(string path)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);

        using HttpResponseMessage answer = await browser.GetAsync(path);
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound });
        Assert.Equal(answer.StatusCode == HttpStatusCode.NotFound, page.Contains("There is no such ", StringComparison.Ordinal) || page.Contains("not among the last messages", StringComparison.Ordinal));
        AssertStrict(answer, page);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task EveryAddressOfAPage_IsRelative(string path)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        string page = await browser.TextAsync(path);

        string[] addresses = [.. Address().Matches(page).Select(match => match.Groups["address"].Value)];
        Assert.NotEmpty(addresses);
        Assert.All(addresses.Where(address => address != "#main"), address => Assert.StartsWith(".", address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoPage_IsSaidInWords()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage answer = await browser.GetAsync("no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatNoPageTells_IsAPageForABrowser_AndAnEnvelopeForOthers()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        using var browsers = new HttpRequestMessage(HttpMethod.Delete, "/dashboard/requests") { Headers = { { "Accept", "text/html,*/*" } } };
        using var others = new HttpRequestMessage(HttpMethod.Delete, "/dashboard/requests");

        using HttpResponseMessage page = await client.SendAsync(browsers);
        using HttpResponseMessage envelope = await client.SendAsync(others);

        Assert.Equal([HttpStatusCode.MethodNotAllowed, HttpStatusCode.MethodNotAllowed], [page.StatusCode, envelope.StatusCode]);
        string text = await page.Content.ReadAsStringAsync();
        Assert.Contains("That did not work", text, StringComparison.Ordinal);
        AssertStrict(page, text);
        Assert.Equal("application/json", envelope.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/dashboard", "./dashboard/")]
    [InlineData("/dashboard?period=7d", "./dashboard/?period=7d")]
    [InlineData("/dashboard/requests/", "../requests")]
    [InlineData("/dashboard/%C3%A9/", "../%C3%A9")]
    [InlineData("/dashboard/%0Ax/?a=%0A", "../%0Ax?a=%0A")]
    public async Task Address_WithTheWrongEnd_LeadsToTheRightOne(string address, string expected)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var browser = new DashboardBrowser(gateway);

        using HttpResponseMessage answer = await browser.GetAsync(address);

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Files_AreServedForGood_UnderTheNameOfTheirContent()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var browser = new DashboardBrowser(gateway);
        string[] files = [.. Address().Matches(await browser.TextAsync("sign-in")).Select(match => match.Groups["address"].Value).Where(address => address.StartsWith("./assets/", StringComparison.Ordinal))];

        Assert.Equal(3, files.Length);
        foreach (string file in files)
        {
            using HttpResponseMessage answer = await browser.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.Extensions.Any(extension => extension.Name == "immutable"), file);
        }

        using HttpResponseMessage other = await browser.GetAsync("assets/dashboard-000000000000.css");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static void AssertStrict(HttpResponseMessage answer, string page)
    {
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotMatch(Inline(), page);
        Assert.DoesNotContain(Secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain(TestGateway.AdminKey, page, StringComparison.Ordinal);
        Assert.DoesNotContain(TestGateway.Key, page, StringComparison.Ordinal);
    }

    // A style of an element, a handler of an event, or a script or style with content.
    [GeneratedRegex(" style=| on[a-z]+=|<style|<script[^>]*>[^<]|javascript:", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex("(?:href|src|action|data-live)=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
