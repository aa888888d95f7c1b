using System.Net;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Router.Dashboard.Acts;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Acts;

public sealed partial class ActTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" } """;

    [Fact]
    public async Task User_GetsAKey_ThatIsShownOnce_Works_AndEndsWhenItIsRevoked()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage made = await browser.SubmitAsync("people", "do/create-user", ("id", "ann"), ("name", "Ann"), ("back", "people"));
        Assert.Equal("../people/users/ann?done=created", made.Headers.Location?.OriginalString);
        using HttpResponseMessage shown = await browser.SubmitAsync("people/users/ann", "do/create-key", ("user", "ann"), ("name", "laptop"), ("back", "people/users/ann"));
        string secret = Key().Match(await shown.Content.ReadAsStringAsync()).Value;
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        client.DefaultRequestHeaders.Add("x-api-key", secret);
        using HttpResponseMessage works = await client.GetAsync("/v1/models");
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);

        string page = await browser.TextAsync("people/users/ann");
        Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        string id = secret.Split('-')[2];
        Assert.Contains(id, page, StringComparison.Ordinal);
        using HttpResponseMessage revoked = await browser.SubmitAsync("people/users/ann", "do/end", ("kind", "key"), ("id", id), ("back", "people/users/ann"));
        Assert.Equal("../people/users/ann?done=revoked", revoked.Headers.Location?.OriginalString);
        using HttpResponseMessage closed = await client.GetAsync("/v1/models");
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Contains("key.revoked", await browser.TextAsync("audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_IsSet_Shown_AndTakenAway()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await browser.SubmitAsync("people", "do/create-team", ("id", "core"), ("back", "people"));

        using HttpResponseMessage set = await browser.SubmitAsync("people/teams/core", "do/budget", ("kind", "team"), ("id", "core"), ("usd", "120.50"), ("per", "week"), ("soft", "80"), ("back", "people/teams/core"));
        string with = await browser.TextAsync("people/teams/core");
        using HttpResponseMessage taken = await browser.SubmitAsync("people/teams/core", "do/budget", ("kind", "team"), ("id", "core"), ("usd", ""), ("back", "people/teams/core"));
        string without = await browser.TextAsync("people/teams/core");

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], [set.StatusCode, taken.StatusCode]);
        Assert.Contains("$120.50 a week", with, StringComparison.Ordinal);
        Assert.Contains("warns at 80 %", with, StringComparison.Ordinal);
        Assert.DoesNotContain("$120.50", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsWrong_IsSaidOnTheFormsOwnPage()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await browser.SubmitAsync("people", "do/create-team", ("id", "core"), ("back", "people"));

        using HttpResponseMessage answer = await browser.SubmitAsync("people/teams/core", "do/budget", ("kind", "team"), ("id", "core"), ("usd", "much"), ("per", "week"), ("back", "people/teams/core"));
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("Team of tenant default", page, StringComparison.Ordinal);
        Assert.Contains("href=\"../assets/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_IsDrained_Examined_AndPutBack()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage drained = await browser.SubmitAsync("providers", "do/drain", ("name", "demo"), ("back", "providers"));
        string during = await browser.TextAsync("providers");
        using HttpResponseMessage back = await browser.SubmitAsync("providers", "do/resume-provider", ("name", "demo"), ("back", "providers"));
        using HttpResponseMessage examined = await browser.SubmitAsync("providers", "do/test", ("name", "demo"), ("back", "providers"));

        Assert.Equal("../providers?done=drained", drained.Headers.Location?.OriginalString);
        Assert.Contains(">drained<", during, StringComparison.Ordinal);
        Assert.Equal("../providers?done=back", back.Headers.Location?.OriginalString);
        Assert.Contains("Doctor: demo", await examined.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vault_KeepsAKey_AndShowsItsFingerprintAlone()
    {
        const string Secret = "sk-provider-0123456789-abcdef-WXYZ";
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage put = await browser.SubmitAsync("vault", "do/put-secret", ("name", "main"), ("provider", "demo"), ("secret", Secret), ("back", "vault"));
        string page = await browser.TextAsync("vault");
        using HttpResponseMessage deleted = await browser.SubmitAsync("vault", "do/delete-secret", ("name", "main"), ("back", "vault"));

        Assert.Equal("../vault?done=saved", put.Headers.Location?.OriginalString);
        Assert.Contains("…WXYZ", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page, StringComparison.Ordinal);
        Assert.Equal("../vault?done=deleted", deleted.Headers.Location?.OriginalString);
        Assert.Contains("Nothing is kept", await browser.TextAsync("vault"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_IsChecked_WithoutCounting()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage bad = await browser.SubmitAsync("configuration", "do/check", ("text", """{ "access": "sometimes" }"""), ("back", "configuration"));
        using HttpResponseMessage good = await browser.SubmitAsync("configuration", "do/check", ("text", ""), ("back", "configuration"));

        Assert.Contains("access:", await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("It can be used", await good.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryAct_NeedsItsSessionsToken_AndARoleThatMay()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        string[] acts = [.. gateway.Service<IEnumerable<IFormActs>>().SelectMany(part => part.Acts).Select(act => act.Key)];
        Assert.True(acts.Length > 15);

        foreach (string act in acts)
        {
            (string, string)[] fields = [("id", "alice"), ("user", "someone"), ("tenant", "default"), ("kind", "user"), ("name", "demo"), ("provider", "demo"), ("secret", "sk-some-secret-of-a-provider"), ("usd", "5"), ("back", "")];
            using HttpResponseMessage stale = await admin.PostAsync($"do/{act}", fields);
            using HttpResponseMessage forbidden = await member.SubmitAsync("", $"do/{act}", fields);

            Assert.True(stale.StatusCode == HttpStatusCode.BadRequest, act);
            Assert.Contains("The form was not taken", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.True((int)forbidden.StatusCode is >= 400 and < 500, $"{act}: {forbidden.StatusCode}");
        }

        Assert.Contains("Nothing was done", await admin.TextAsync("audit"), StringComparison.Ordinal);
    }

    [GeneratedRegex("sk-rtr-[0-9A-Za-z]{8}-[0-9A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
