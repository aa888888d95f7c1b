using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Spend;
using Router.Api.Tests.Testing;
using Router.Core.Journal.Files;
using Xunit;

namespace Router.Api.Tests.Journal;

/// <summary>The whole gateway on a disk that gets full, read-only or breaks: the configured side, a clear state, nothing half done, and it goes on by itself.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly TestFolder _folder = new() { Keep = true };
    private FakeProvider _provider = null!;

    public static TheoryData<string, string> Failures { get; } = new(
        from status in (string[])["disk full", "read-only", "no permission", "failing"] from policy in (string[])["closed", "open"] select (status, policy));

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Keep = false;
        _folder.Dispose();
        await _provider.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task DiskThatFails_LosesNothingThatWasPromised_AndIsUsedAgainWhenItWorks(string failure, string policy)
    {
        bool isOpen = policy == "open";
        _folder.Write("router.json", SpendGateway.Config(""", "budget": { "usd": 50, "per": "day" }""", $$""", "spend": { "onUnavailable": "{{policy}}" }""", _provider));
        var files = new FailingFiles(Path.Combine(_folder.Path, "state", "journal"));
        string kept, mended;
        double spent;
        await using (TestGateway gateway = await TestGateway.StartInAsync(_folder, _clock, services: services => services.AddSingleton<IJournalFiles>(files)))
        {
            await gateway.DoneAsync("POST users", """{"id":"ann"}""");
            kept = (string)(await gateway.DoneAsync("POST keys", """{"id":"keptkept","user":"ann"}"""))["secret"]!;
            Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, TestGateway.Key));

            files.Error = () => Error(failure);
            (HttpStatusCode status, _, _) = await gateway.AdminAsync("POST keys", """{"id":"lostlost","user":"ann"}""");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            int asked = _provider.Requests.Count;
            Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, await AskAsync(gateway, TestGateway.Key));
            Assert.Equal(asked + (isOpen ? 1 : 0), _provider.Requests.Count);
            Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, kept));
            (status, _, _) = await gateway.AdminAsync("DELETE keys/keptkept");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            JsonNode told = (await gateway.GetAsync("/health", TestGateway.AdminKey))["journal"]!;
            Assert.Equal(failure == "no permission" ? "read-only" : failure, (string?)told["status"]);
            Assert.Contains("by itself", (string?)told["reason"], StringComparison.Ordinal);

            files.Error = null;
            await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => IsReadyAsync(gateway));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, TestGateway.Key));
            mended = (string)(await gateway.DoneAsync("POST keys", """{"user":"ann"}"""))["secret"]!;
            (spent, double reserved) = await gateway.BudgetAsync();
            Assert.Equal(0, reserved);
            Assert.Equal((isOpen ? 3 : 2) * SpendGateway.Cost, spent, 9);

            // What was spent while nothing could be written no record says.
            await AdvanceUntilAsync(TimeSpan.FromMinutes(1), () => Task.FromResult(Directory.GetFiles(files.Folder, "*.snapshot").Length > 0));
        }

        await using TestGateway next = await TestGateway.StartInAsync(_folder, _clock);
        Assert.DoesNotContain("is damaged", next.Console.ToString(), StringComparison.Ordinal);
        Assert.Equal((spent, 0), await next.BudgetAsync());
        Assert.Equal(isOpen ? 4 : 3, (await next.GetAsync("/admin/v1/requests", TestGateway.AdminKey))["data"]!.AsArray().Count(record => (string)record!["outcome"]! == "answered"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(next, kept));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(next, mended));
        Assert.Equal(404, (await next.RefusedAsync("GET keys/lostlost")).Status);
        Assert.DoesNotContain("lostlost", (await next.GetAsync("/admin/v1/audit", TestGateway.AdminKey)).ToJsonString(), StringComparison.Ordinal);
    }

    private static Exception Error(string failure) => failure switch
    {
        "disk full" => new IOException("No space left on device", 28),
        "read-only" => new IOException("Read-only file system", 30),
        "no permission" => new UnauthorizedAccessException("Permission denied"),
        _ => new IOException("Input/output error", 5),
    };

    private static async Task<HttpStatusCode> AskAsync(TestGateway gateway, string key)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", key));
        return response.StatusCode;
    }

    /// <summary>Moves the clock on until it is so: what waits for it runs on threads of its own.</summary>
    private async Task AdvanceUntilAsync(TimeSpan step, Func<Task<bool>> isSo)
    {
        for (int look = 0; look < 3000 && !await isSo(); look++)
        {
            _clock.Advance(step);
            await Task.Delay(10);
        }
    }

    private static async Task<bool> IsReadyAsync(TestGateway gateway) => (string?)(await gateway.GetAsync("/health", TestGateway.AdminKey))["journal"]!["status"] == "ready";
}
