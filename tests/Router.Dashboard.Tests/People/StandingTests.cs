using System.Globalization;
using System.Net;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.People;

/// <summary>What is closed says so, and why; what stands in router.json has no form that could not do anything.</summary>
public sealed class StandingTests
{
    private const string Members = """
        "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" },
        "tenants": { "default": { "teams": { "bound": { "budget": { "usd": 7, "per": "day" } } } } }
        """;

    [Theory]
    [InlineData("suspend", "key", ">suspended<", "")]
    [InlineData("end", "key", ">revoked<", "")]
    [InlineData("suspend", "user", ">closed: user suspended<", ">suspended<")]
    [InlineData("suspend", "team", ">closed: team suspended<", ">closed: team suspended<")]
    [InlineData("end", "team", ">closed: team deleted<", ">closed: team deleted<")]
    [InlineData("suspend", "tenant", ">closed: tenant suspended<", ">closed: tenant suspended<")]
    public async Task Key_ThatIsClosed_SaysWhatClosesIt(string act, string kind, string ofKey, string ofUser)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage tenant = await admin.SubmitAsync("people", "do/create-tenant", ("id", "acme"));
        using HttpResponseMessage team = await admin.SubmitAsync("people", "do/create-team", ("tenant", "acme"), ("id", "core"));
        using HttpResponseMessage user = await admin.SubmitAsync("people", "do/create-user", ("tenant", "acme"), ("id", "ann"), ("team", "core"));
        string id = await KeyOfAsync(admin);
        Assert.DoesNotContain("badge warn", await admin.TextAsync("people/users/ann?tenant=acme"), StringComparison.Ordinal);
        string closed = kind switch { "key" => id, "user" => "ann", "team" => "core", _ => "acme" };

        using HttpResponseMessage done = await admin.SubmitAsync("people", $"do/{act}", ("tenant", "acme"), ("kind", kind), ("id", closed));
        string page = await admin.TextAsync("people/users/ann?tenant=acme");
        string keyPage = await admin.TextAsync($"people/keys/{id}");
        string people = await admin.TextAsync("people?tenant=acme");

        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Contains(ofKey, page, StringComparison.Ordinal);
        Assert.Contains(ofKey, keyPage, StringComparison.Ordinal);
        Assert.Contains(ofUser, people, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_WhoseLastDayIsOver_IsExpired()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Members, clock);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage user = await admin.SubmitAsync("people", "do/create-user", ("id", "ann"));
        string today = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using HttpResponseMessage made = await admin.SubmitAsync("people/users/ann", "do/create-key", ("user", "ann"), ("expires", today));
        string before = await admin.TextAsync("people/users/ann");

        clock.Advance(TimeSpan.FromDays(1));
        using DashboardBrowser later = await DashboardBrowser.SignedInAsync(gateway);

        Assert.DoesNotContain(">expired<", before, StringComparison.Ordinal);
        Assert.Contains(">expired<", await later.TextAsync("people/users/ann"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatStandsInTheFile_SaysWhereItIsChanged_AndHasNoForms()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);

        string user = await admin.TextAsync("people/users/alice");
        string key = await admin.TextAsync("people/keys/router.json%231:alice");

        Assert.Contains(">from router.json<", user, StringComparison.Ordinal);
        Assert.All([user, key], page => Assert.Contains("it is changed under \"keys\" in that file", page, StringComparison.Ordinal));
        Assert.All(
            ["do/change-user", "do/suspend", "do/end", "do/create-key", "do/change-key", "do/rotate-key", "do/budget"],
            act => Assert.All([user, key], page => Assert.DoesNotContain(act, page, StringComparison.Ordinal)));
        Assert.DoesNotContain("1 Jan", user + key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BudgetThatTheFileNames_IsNotAForm()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        using HttpResponseMessage bound = await admin.SubmitAsync("people", "do/create-team", ("id", "bound"));
        using HttpResponseMessage free = await admin.SubmitAsync("people", "do/create-team", ("id", "free"));

        string fixedTeam = await admin.TextAsync("people/teams/bound");
        string freeTeam = await admin.TextAsync("people/teams/free");

        Assert.Contains("Budget and limits stand in router.json", fixedTeam, StringComparison.Ordinal);
        Assert.DoesNotContain("do/budget", fixedTeam, StringComparison.Ordinal);
        Assert.Contains("do/budget", freeTeam, StringComparison.Ordinal);
    }

    private static async Task<string> KeyOfAsync(DashboardBrowser admin)
    {
        using HttpResponseMessage made = await admin.SubmitAsync("people/users/ann?tenant=acme", "do/create-key", ("tenant", "acme"), ("user", "ann"), ("name", "laptop"));
        string page = await made.Content.ReadAsStringAsync();
        return page[(page.IndexOf("sk-rtr-", StringComparison.Ordinal) + 7)..][..8];
    }
}
