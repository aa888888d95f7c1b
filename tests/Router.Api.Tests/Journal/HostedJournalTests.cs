using System.Text.Json.Nodes;
using JournalWriter;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Hosting;
using Router.Api.Journal;
using Router.Api.Tests.Testing;
using Router.Core.Journal;
using Xunit;

namespace Router.Api.Tests.Journal;

public sealed class HostedJournalTests
{
    private static readonly string Config = TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1"));

    private static async Task<JsonNode?> HealthAsync(TestGateway gateway, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("x-router-key", key);
        using HttpResponseMessage response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["journal"];
    }

    [Fact]
    public async Task Records_AreThereAfterTheNextStart()
    {
        var folder = new TestFolder { Keep = true };
        folder.Write("router.json", Config);
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, services: services => services.AddProjection<SeenIds>()))
        {
            Assert.Equal(Durability.Durable, await gateway.Service<SeenIds>().Add(gateway.Service<IJournal>(), "a", new Seen(1, "one")).DurableAsync());
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder, services: services => services.AddProjection<SeenIds>());

        Assert.Equal(["a"], next.Service<SeenIds>().Ids);
        JsonNode told = (await HealthAsync(next, TestGateway.AdminKey))!;
        Assert.Equal(("ready", null, 1L), ((string?)told["status"], (string?)told["reason"], (long)told["durable"]!));
        Assert.Null(await HealthAsync(next, TestGateway.Key));
    }

    [Fact]
    public async Task Retention_IsThatOfTheConfiguration()
    {
        await using TestGateway set = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1") + """, "retention": { "records": "7d" } """);
        await using TestGateway plain = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        Assert.Equal(TimeSpan.FromDays(7), set.Service<JournalOptions>().Retention);
        Assert.Equal(TimeSpan.FromDays(30), plain.Service<JournalOptions>().Retention);
    }

    [Fact]
    public async Task OnceAMinute_ItIsLookedAfter()
    {
        var clock = new ManualClock();
        using var folder = new TestFolder();
        folder.Write("router.json", Config);
        await using TestGateway gateway = await TestGateway.StartInAsync(
            folder, clock, services: services => services.AddProjection<SeenIds>().AddSingleton(new JournalOptions { SnapshotAfter = 1 }));
        await gateway.Service<SeenIds>().Add(gateway.Service<IJournal>(), "a", new Seen(1, "one")).DurableAsync();
        Assert.Empty(Snapshots(folder));

        // Others wait for a minute too, so nobody can tell by the timers when the journal's is set.
        for (int look = 0; look < 120 && Snapshots(folder).Length == 0; look++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }

        Assert.Single(Snapshots(folder));
    }

    [Fact]
    public async Task FolderOfARunningGateway_RefusesASecondOne()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        StartException refused = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartInAsync(gateway.Folder));

        Assert.Contains("is used by another process: stop it, or choose another state folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordsThatNobodyKnows_StopTheStart()
    {
        using var folder = new TestFolder { Keep = true };
        folder.Write("router.json", Config);
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, services: services => services.AddProjection<SeenIds>()))
        {
            await gateway.Service<SeenIds>().Add(gateway.Service<IJournal>(), "a", new Seen(1, "one")).DurableAsync();
        }

        folder.Keep = false;
        StartException refused = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartInAsync(folder));

        Assert.Contains("test.seen version 1, which this version does not know: start the version that wrote it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatCantBeWritten_IsToldTheAdmin_AndTheRestWorks()
    {
        using var folder = new TestFolder();
        folder.Write("not-a-folder", "");
        folder.Write("router.json", TestGateway.Config(""" "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/instant"] } }, "state": "not-a-folder/state" """));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);

        JsonNode told = (await HealthAsync(gateway, TestGateway.AdminKey))!;
        using HttpResponseMessage answer = await gateway.PostAsync(TestGateway.Body(stream: false), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("failing", (string?)told["status"]);
        Assert.Contains("can't be used", (string?)told["reason"], StringComparison.Ordinal);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static string[] Snapshots(TestFolder folder) => Directory.GetFiles(folder.File("state/journal"), "*.snapshot");
}
