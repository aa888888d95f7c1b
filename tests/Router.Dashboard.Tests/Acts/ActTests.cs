using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Router.Dashboard.Acts;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Acts;

public sealed partial class ActTests
{
    internal const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" } """;

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
    public async Task EveryAct_NeedsItsSessionsToken_AndARoleThatMay()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await admin.SubmitAsync("people", "do/create-user", ("id", "vera"), ("role", "viewer"), ("back", "people"));
        string viewersKey = await KeyOfAsync(admin, "vera");
        using HttpResponseMessage __ = await admin.SubmitAsync("people", "do/create-user", ("id", "owner"), ("back", "people"));
        string id = (await KeyOfAsync(admin, "owner")).Split('-')[2];
        using DashboardBrowser member = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);
        using DashboardBrowser viewer = await DashboardBrowser.SignedInAsync(gateway, viewersKey);

        // In this order each is one that succeeds for an admin.
        (string Act, (string, string)[] Fields)[] acts =
        [
            ("create-tenant", [("id", "acme"), ("name", "Acme")]),
            ("change-tenant", [("id", "acme"), ("name", "Acme Ltd"), ("multiplier", "1.2")]),
            ("create-team", [("id", "core"), ("name", "Core")]),
            ("change-team", [("id", "core"), ("name", "Core team")]),
            ("create-user", [("id", "bob"), ("name", "Bob"), ("team", "core"), ("role", "member")]),
            ("change-user", [("id", "bob"), ("name", "Robert"), ("team", ""), ("role", "manager")]),
            ("budget", [("kind", "user"), ("id", "bob"), ("usd", "5"), ("per", "day")]),
            ("create-key", [("user", "bob"), ("name", "laptop")]),
            ("change-key", [("id", id), ("name", "desk")]),
            ("rotate-key", [("id", id), ("overlap", "1h")]),
            ("suspend", [("kind", "user"), ("id", "bob")]),
            ("resume", [("kind", "user"), ("id", "bob")]),
            ("end", [("kind", "user"), ("id", "bob")]),
            ("put-secret", [("name", "main"), ("provider", "demo"), ("secret", "sk-some-secret-of-a-provider")]),
            ("rotate-secret", [("name", "main"), ("secret", "sk-next-secret-of-a-provider")]),
            ("delete-secret", [("name", "main")]),
            ("drain", [("name", "demo")]),
            ("resume-provider", [("name", "demo")]),
            ("test", [("name", "demo")]),
            ("clear-cache", []),
            ("check", [("text", "")]),
            ("reload", []),
        ];
        Assert.Equal(gateway.Service<IEnumerable<IFormActs>>().SelectMany(part => part.Acts).Select(act => act.Key).Order(StringComparer.Ordinal), acts.Select(act => act.Act).Order(StringComparer.Ordinal));

        foreach ((string act, (string, string)[] fields) in acts)
        {
            using HttpResponseMessage stale = await admin.PostAsync($"do/{act}", fields);
            using HttpResponseMessage ofMember = await member.SubmitAsync("", $"do/{act}", fields);
            using HttpResponseMessage ofViewer = await viewer.SubmitAsync("", $"do/{act}", fields);
            using HttpResponseMessage done = await admin.SubmitAsync("", $"do/{act}", fields);

            Assert.True(stale.StatusCode == HttpStatusCode.BadRequest, act);
            Assert.Contains("The form was not taken", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.True(ofMember.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{act}: {ofMember.StatusCode} for a member");
            Assert.True(ofViewer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{act}: {ofViewer.StatusCode} for a viewer");
            Assert.True(done.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK, $"{act}: {done.StatusCode} for an admin");
        }

        Assert.DoesNotContain("alice", await admin.TextAsync("audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vault_OfAnotherTenant_TakesTheKeyThere()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await browser.SubmitAsync("people", "do/create-tenant", ("id", "acme"));
        string page = await browser.TextAsync("vault?tenant=acme");

        using HttpResponseMessage put = await browser.PostAsync(
            "do/put-secret", [.. DashboardBrowser.HiddenOf(page, "do/put-secret"), ("name", "main"), ("provider", "demo"), ("secret", "sk-provider-0123456789-abcdef-WXYZ")]);

        Assert.Contains("keys of tenant acme", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal("../vault?tenant=acme&done=saved", put.Headers.Location?.OriginalString);
        Assert.Contains("WXYZ", await browser.TextAsync("vault?tenant=acme"), StringComparison.Ordinal);
        Assert.Contains("Nothing is kept", await browser.TextAsync("vault"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormThatWasDrawnBeforeAnothersChange_DoesNothing_AndSaysSo()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await browser.SubmitAsync("people", "do/create-user", ("id", "ann"), ("role", "member"));
        string drawn = await browser.TextAsync("people/users/ann");
        using HttpResponseMessage others = await browser.SubmitAsync("people", "do/change-user", ("id", "ann"), ("role", "viewer"));

        using HttpResponseMessage stale = await browser.PostAsync("do/change-user", [.. DashboardBrowser.HiddenOf(drawn, "do/change-user"), ("name", "Ann"), ("team", ""), ("role", "member")]);
        string shown = await stale.Content.ReadAsStringAsync();
        using HttpResponseMessage budget = await browser.PostAsync("do/budget", [.. DashboardBrowser.HiddenOf(drawn, "do/budget"), ("usd", "5"), ("per", "week")]);
        string afterwards = await browser.TextAsync("people/users/ann");
        using HttpResponseMessage again = await browser.PostAsync("do/budget", [.. DashboardBrowser.HiddenOf(shown, "do/budget"), ("usd", "5"), ("per", "week")]);

        Assert.Equal(
            [HttpStatusCode.SeeOther, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.SeeOther], [others.StatusCode, stale.StatusCode, budget.StatusCode, again.StatusCode]);
        Assert.Contains("Somebody else changed it", shown, StringComparison.Ordinal);
        Assert.Contains("viewer, tenant default", afterwards, StringComparison.Ordinal);
        Assert.DoesNotContain("$5.00 a week", afterwards, StringComparison.Ordinal);
        Assert.Contains("$5.00 a week", await browser.TextAsync("people/users/ann"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people/teams/core")]
    [InlineData("people")]
    public async Task BudgetOfATeamOrTenant_ThatAnotherChanged_IsNotSet(string page)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await browser.SubmitAsync("people", "do/create-team", ("id", "core"));
        (string, string)[] drawn = DashboardBrowser.HiddenOf(await browser.TextAsync(page), "do/budget");

        using HttpResponseMessage first = await browser.PostAsync("do/budget", [.. drawn, ("usd", "5"), ("per", "week")]);
        using HttpResponseMessage second = await browser.PostAsync("do/budget", [.. drawn, ("usd", "7"), ("per", "week")]);

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Conflict], [first.StatusCode, second.StatusCode]);
        Assert.Contains("Somebody else changed it", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FieldThatAFormDoesNotHave_StaysAsItIs_AndARoleThatIsNone_IsRefused()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage team = await browser.SubmitAsync("people", "do/create-team", ("id", "core"));
        using HttpResponseMessage user = await browser.SubmitAsync("people", "do/create-user", ("id", "ann"), ("team", "core"), ("role", "manager"));

        using HttpResponseMessage named = await browser.SubmitAsync("people", "do/change-user", ("id", "ann"), ("name", "Ann Example"));
        using HttpResponseMessage none = await browser.SubmitAsync("people", "do/change-user", ("id", "ann"), ("role", "emperor"));
        using HttpResponseMessage made = await browser.SubmitAsync("people", "do/create-user", ("id", "ben"), ("role", "emperor"));

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [named.StatusCode, none.StatusCode, made.StatusCode]);
        string page = await browser.TextAsync("people/users/ann");
        Assert.Contains("Ann Example", page, StringComparison.Ordinal);
        Assert.Contains("manager in team core, tenant default", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0s", HttpStatusCode.OK, HttpStatusCode.SeeOther)]
    [InlineData("1h", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("soon", HttpStatusCode.BadRequest, HttpStatusCode.OK)]
    public async Task Session_OfARotatedKey_LastsAsLongAsTheOldSecret(string overlap, HttpStatusCode rotated, HttpStatusCode session)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));
        using DashboardBrowser ann = await DashboardBrowser.SignedInAsync(gateway, await KeyOfAsync(admin, "ann"));
        string page = await admin.TextAsync("people/users/ann");

        using HttpResponseMessage answer = await admin.PostAsync("do/rotate-key", [.. DashboardBrowser.HiddenOf(page, "do/rotate-key"), ("overlap", overlap)]);
        using HttpResponseMessage view = await ann.GetAsync("");

        Assert.Contains("<option value=\"0s\">ends at once</option>", page, StringComparison.Ordinal);
        Assert.Equal([rotated, session], [answer.StatusCode, view.StatusCode]);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("user")]
    public async Task Session_OfASuspendedKey_Rests_UntilItIsResumed(string kind)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));
        string key = await KeyOfAsync(admin, "ann");
        using DashboardBrowser ann = await DashboardBrowser.SignedInAsync(gateway, key);
        (string, string)[] which = [("kind", kind), ("id", kind == "key" ? key.Split('-')[2] : "ann")];

        using HttpResponseMessage suspended = await admin.SubmitAsync("people", "do/suspend", which);
        using HttpResponseMessage during = await ann.GetAsync("");
        using HttpResponseMessage resumed = await admin.SubmitAsync("people", "do/resume", which);
        using HttpResponseMessage after = await ann.GetAsync("");
        using HttpResponseMessage ended = await admin.SubmitAsync("people", "do/end", which);
        using HttpResponseMessage over = await ann.GetAsync("");

        Assert.Equal(
            [HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther],
            [suspended.StatusCode, during.StatusCode, resumed.StatusCode, after.StatusCode, ended.StatusCode, over.StatusCode]);
    }

    [Fact]
    public async Task Key_OpensThroughItsLastDay()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Members, clock);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage _ = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));
        DateTimeOffset now = clock.GetUtcNow();

        string key = await KeyOfAsync(admin, "ann", ("expires", now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        string page = await admin.TextAsync("people/users/ann");
        using HttpResponseMessage wrong = await admin.SubmitAsync("people/users/ann", "do/create-key", ("user", "ann"), ("expires", "tomorrow"), ("back", "people/users/ann"));
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        client.DefaultRequestHeaders.Add("x-api-key", key);
        var midnight = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        clock.Advance(midnight - now - TimeSpan.FromSeconds(1));
        using HttpResponseMessage last = await client.GetAsync("/v1/models");
        clock.Advance(TimeSpan.FromSeconds(2));
        using HttpResponseMessage over = await client.GetAsync("/v1/models");

        Assert.Contains("Last day (UTC)", page, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Unauthorized], [wrong.StatusCode, last.StatusCode, over.StatusCode]);
    }

    private static async Task<string> KeyOfAsync(DashboardBrowser admin, string user, params (string, string)[] more)
    {
        using HttpResponseMessage shown = await admin.SubmitAsync($"people/users/{user}", "do/create-key", [("user", user), .. more]);
        string page = await shown.Content.ReadAsStringAsync();
        return Key().Match(page) is { Success: true } key ? key.Value : throw new InvalidOperationException(page);
    }

    [GeneratedRegex("sk-rtr-[0-9A-Za-z]{8}-[0-9A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
