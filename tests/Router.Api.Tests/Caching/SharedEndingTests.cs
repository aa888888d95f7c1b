using System.Text;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Tests.Spend;
using Router.Api.Tests.Testing;
using Router.Core.Spend;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>What befalls the first of those who share an answer is his own: the others get all of it, or an error that tells nothing of him.</summary>
public sealed class SharedEndingTests
{
    private const string Full = ", \"cache\": { \"mode\": \"full\" }";
    private const string Early = "\"type\":\"api_error\",\"message\":\"The answer ended early";

    private static string Begun => Samples.Start("claude-test") + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Hello");

    private static string Ended => Samples.BlockStop(0) + Samples.End("end_turn");

    private static string Request => TestGateway.Body(stream: true).Replace("1024", "20000", StringComparison.Ordinal);

    [Fact]
    public async Task BudgetOfTheFirst_CutsNobodyElse()
    {
        (string first, string joiner) = await OutgrowAsync("bob-test-key", budget: "0.9");
        Assert.EndsWith(Ended, joiner, StringComparison.Ordinal);
        Assert.DoesNotContain("udget", joiner, StringComparison.Ordinal);
        Assert.EndsWith(Ended, first, StringComparison.Ordinal); // asked for all the same, at his cost
    }

    /// <summary>Asking twice is no way around a budget.</summary>
    [Fact]
    public async Task BudgetOfOneUser_CutsAllOfHisOwn()
    {
        (string first, string joiner) = await OutgrowAsync(TestGateway.Key, budget: "1.8"); // room for both to begin
        Assert.Contains("has no room for more. Budget $1.80", first, StringComparison.Ordinal);
        Assert.Contains(Early, joiner, StringComparison.Ordinal);
        Assert.DoesNotContain("udget", joiner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstBreaksByAnException_JoinersAreTold()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Begun).Wait(go.Task).Send(Ended));
        await using TestGateway gateway = await TestGateway.StartWithAsync(
            TestGateway.Providers(provider.BaseUrl) + Full, services => services.AddSingleton<ISpendAccounts>(of => new BreakingAccounts(of.GetRequiredService<LocalSpendAccounts>())));

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: true));
        using HttpResponseMessage joiner = await gateway.PostAsync(TestGateway.Body(stream: true));
        go.SetResult();

        string told = await joiner.Content.ReadAsStringAsync();
        Assert.StartsWith(Begun, told, StringComparison.Ordinal);
        Assert.Contains(Early, told, StringComparison.Ordinal);
    }

    /// <summary>The provider's own event is the error: no second one stands behind it.</summary>
    [Fact]
    public async Task ProvidersOwnError_IsToldOnce()
    {
        var go = new TaskCompletionSource();
        string error = $"event: error\ndata: {Samples.Error("overloaded_error", "Overloaded")}\n\n";
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Begun).Wait(go.Task).Send(error));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: true));
        using HttpResponseMessage joiner = await gateway.PostAsync(TestGateway.Body(stream: true));
        go.SetResult();

        foreach (HttpResponseMessage response in (HttpResponseMessage[])[first, joiner])
        {
            string told = await response.Content.ReadAsStringAsync();
            Assert.Contains("Overloaded", told, StringComparison.Ordinal);
            Assert.Equal(2, told.Split("event: error").Length);
        }
    }

    [Fact]
    public async Task LongerThanCanBeShared_AllAreTold_AndNothingIsTriedAgain()
    {
        var go = new TaskCompletionSource();
        byte[] large = Encoding.UTF8.GetBytes(Samples.TextDelta(0, new string('x', 1 << 20)));
        Reply reply = Reply.Sse().Send(Begun).Wait(go.Task);
        for (int piece = 0; piece < 66; piece++)
        {
            reply.Send(large);
        }

        await using FakeProvider provider = await FakeProvider.StartAsync(reply.Send(Ended));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        using HttpResponseMessage first = await gateway.PostAsync(Request);
        using HttpResponseMessage joiner = await gateway.PostAsync(Request);
        go.SetResult();

        foreach (string end in await Task.WhenAll(EndAsync(first), EndAsync(joiner)))
        {
            Assert.Contains("event: error", end, StringComparison.Ordinal);
            Assert.Contains("longer than 64 MiB", end, StringComparison.Ordinal);
            Assert.DoesNotContain("message_stop", end, StringComparison.Ordinal);
        }

        Assert.Single(provider.Requests);
    }

    /// <summary>Alice asks, somebody joins her, and the answer outgrows her budget.</summary>
    private static async Task<(string First, string Joiner)> OutgrowAsync(string joins, string budget)
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Reply reply = Reply.Sse().Send(Begun).Wait(go.Task);
        for (int piece = 0; piece < 40; piece++)
        {
            reply.Send(Samples.TextDelta(0, new string('x', 1000)));
        }

        provider.Enqueue(reply.Send(Ended));
        await using TestGateway gateway = await SpendGateway.StartAsync(
            $$""", "budget": { "usd": {{budget}}, "per": "day" }""", new ManualClock(), $$""", "spend": { "onExhausted": "cut" }{{Full}}""", provider);
        using HttpResponseMessage first = await gateway.PostAsync(Request);
        using HttpResponseMessage joiner = await gateway.PostAsync(Request, request => request.Headers.Add("x-router-key", joins));
        Assert.Equal("joined", joiner.Headers.GetValues("x-router-cache").Single());
        go.SetResult();
        return (await first.Content.ReadAsStringAsync(), await joiner.Content.ReadAsStringAsync());
    }

    /// <summary>The last 2,000 bytes.</summary>
    private static async Task<string> EndAsync(HttpResponseMessage response)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[64 << 10];
        byte[] last = [];
        int read;
        while ((read = await body.ReadAsync(buffer)) > 0)
        {
            byte[] all = [.. last, .. buffer.AsSpan(0, read)];
            last = all[^Math.Min(all.Length, 2000)..];
        }

        return Encoding.UTF8.GetString(last);
    }
}
