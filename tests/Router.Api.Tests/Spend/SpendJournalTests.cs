using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Tests.Testing;
using Router.Core.Journal;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>Money outlives the process, and what happens while it can't be written down.</summary>
public sealed class SpendJournalTests : IAsyncLifetime
{
    private const string Budget = """, "budget": { "usd": 5, "per": "day" }""";

    private readonly ManualClock _clock = new();
    private FakeProvider _a = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await FakeProvider.StartAsync();
        _a.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
    }

    public async ValueTask DisposeAsync() => await _a.DisposeAsync();

    [Fact]
    public async Task AfterARestart_WhatWasSpentIsSpent_AndRecordsAreThere()
    {
        var folder = new TestFolder { Keep = true };
        folder.Write("router.json", SpendGateway.Config(Budget, "", _a));
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, _clock))
        {
            await PostAsync(gateway);
            await PostAsync(gateway);
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder, _clock);

        Assert.Equal((2 * SpendGateway.Cost, 0), await next.BudgetAsync());
        JsonNode[] records = [.. (await next.GetAsync("/admin/v1/requests", TestGateway.AdminKey))["data"]!.AsArray()!];
        Assert.Equal(["answered", "answered"], [.. records.Select(record => (string)record["outcome"]!)]);
        Assert.Equal(2, (int)(await next.GetAsync("/v1/usage/me"))["spend"]!["today"]!["requests"]!);
    }

    [Fact]
    public async Task AfterACrash_WhatWasUnderWayIsChargedAsReserved_OnceAndForAll()
    {
        _a.Otherwise = _ => Reply.Sse().Send(Samples.Start()).Hang();
        using var crashed = new TestFolder();
        await using TestGateway gateway = await SpendGateway.StartAsync(Budget, _clock, "", _a);
        using var leaving = new CancellationTokenSource();
        Task<HttpResponseMessage> asked = gateway.PostAsync(TestGateway.Body(stream: true), cancellation: leaving.Token);
        await _a.NextRequestAsync();
        double reserved = (await gateway.BudgetAsync()).Reserved;
        // What the disk holds now is what a killed process leaves: the provider has the request, so its reservation is written.
        Copy(gateway.Folder.Path, crashed.Path);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        DateTimeOffset began = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromHours(1));
        DateTimeOffset found = _clock.GetUtcNow();
        for (int start = 0; start < 2; start++)
        {
            crashed.Keep = start == 0;
            await using TestGateway next = await TestGateway.StartInAsync(crashed, _clock);

            Assert.True(reserved > 0.1);
            Assert.Equal((reserved, 0), await next.BudgetAsync());
            JsonNode record = (await next.GetAsync("/admin/v1/requests", TestGateway.AdminKey))["data"]!.AsArray().Single()!;
            Assert.Equal(("interrupted", "alice", "claude-test", reserved), ((string)record["outcome"]!, (string)record["user"]!, (string)record["model"]!, (double)record["usd"]!));
            // Nobody knows when it ended and how often a provider was asked.
            Assert.Equal((began, found, null, null), (DateTimeOffset.Parse((string)record["began_at"]!, CultureInfo.InvariantCulture), DateTimeOffset.Parse((string)record["at"]!, CultureInfo.InvariantCulture), (int?)record["attempts"], (long?)record["latency_ms"]));
        }
    }

    [Theory]
    [InlineData("closed", HttpStatusCode.TooManyRequests, 0)]
    [InlineData("open", HttpStatusCode.OK, 1)]
    public async Task WhileNothingCanBeWritten_OnUnavailableDecides(string policy, HttpStatusCode status, int asked)
    {
        var folder = new TestFolder();
        folder.Write("router.json", SpendGateway.Config(Budget, $$""", "spend": { "onUnavailable": "{{policy}}" }""", _a));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, _clock, services: services => services.AddSingleton<IJournal, LosingJournal>());

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        string answer = await response.Content.ReadAsStringAsync();

        Assert.Equal((status, asked), (response.StatusCode, _a.Requests.Count));
        Assert.Equal(policy == "closed", answer.Contains("spend limit unavailable", StringComparison.Ordinal));
        Assert.Equal(0, (await gateway.BudgetAsync()).Reserved);
        using HttpResponseMessage free = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", "bob-test-key"));
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
    }

    [Fact]
    public async Task SnapshotsAndTheRecordsBehindThem_SayTheSameAsAllRecords()
    {
        var folder = new TestFolder { Keep = true };
        folder.Write("router.json", SpendGateway.Config(Budget, "", _a));
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, _clock, services: services => services.AddSingleton(new JournalOptions { SnapshotAfter = 1 })))
        {
            await PostAsync(gateway);
            Assert.Null(await gateway.Service<Router.Api.Journal.HostedJournal>().MaintainAsync());
            await PostAsync(gateway);
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder, _clock);

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.Path, "state", "journal"), "*snap*"));
        Assert.Equal((2 * SpendGateway.Cost, 0), await next.BudgetAsync());
        Assert.Equal(2, (await next.GetAsync("/admin/v1/requests", TestGateway.AdminKey))["data"]!.AsArray().Count);
    }

    private static async Task PostAsync(TestGateway gateway)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsStringAsync();
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream copy = File.Create(target);
            source.CopyTo(copy);
        }
    }
}
