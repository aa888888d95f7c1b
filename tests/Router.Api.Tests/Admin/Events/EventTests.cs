using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Admin.Events;
using Router.Api.Tests.Spend;
using Router.Api.Tests.Testing;
using Router.Core.AdminContract.Events;
using Router.Core.Tenancy;
using Xunit;

namespace Router.Api.Tests.Admin.Events;

/// <summary>GET /admin/v1/events</summary>
public sealed class EventTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Messages_AreTold_ToWhoeverMaySeeThem()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _provider);
        using Listener admin = await Listener.StartAsync(gateway, TestGateway.AdminKey);
        using Listener alice = await Listener.StartAsync(gateway, TestGateway.Key);
        await AskAsync(gateway, "bob-test-key");
        await AskAsync(gateway, TestGateway.Key);

        Assert.Equal("text/event-stream", admin.MediaType);
        Assert.Equal("bob", (string?)(await admin.NextAsync("request"))["user"]);
        Assert.Equal("alice", (string?)(await admin.NextAsync("request"))["user"]);
        Assert.Equal(("alice", SpendGateway.Cost), Told(await alice.NextAsync("request")));
    }

    [Fact]
    public async Task Acts_AreTold_ToAdminsOfTheirTenant()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _provider);
        await gateway.DoneAsync("POST tenants", """{"id":"acme"}""");
        using Listener boss = await Listener.StartAsync(gateway, await gateway.UserWithKeyAsync("boss", "admin", tenant: "acme"));
        await gateway.DoneAsync("POST users", """{"id":"elsewhere"}""");
        await gateway.DoneAsync("POST users", """{"id":"here","tenant":"acme"}""");

        string key = (string)(await gateway.DoneAsync("POST keys", """{"user":"here","tenant":"acme"}"""))["id"]!;
        await gateway.DoneAsync("PUT vault/glm?tenant=acme", """{"provider":"a","secret":"sk-upstream-1"}""");
        JsonNode[] acts = [await boss.NextAsync("audit"), await boss.NextAsync("audit"), await boss.NextAsync("audit")];

        Assert.Equal([("user.created", "here"), ("key.created", key), ("vault.created", "glm")], acts.Select(act => ((string?)act["action"], (string?)act["entry"])));
        Assert.Equal((await gateway.DoneAsync("GET audit?limit=3"))["data"]!.AsArray().Reverse().Select(act => act!.ToJsonString()), acts.Select(act => act.ToJsonString()));
    }

    [Fact]
    public async Task Gates_AreToldWhenTheyClose()
    {
        _provider.Otherwise = _ => Reply.Json(402, Samples.Error("billing_error", "no money"));
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _provider);
        using Listener admin = await Listener.StartAsync(gateway, TestGateway.AdminKey);
        await AskAsync(gateway, TestGateway.Key);
        _clock.Advance(TimeSpan.FromSeconds(1));

        JsonNode gate = await admin.NextAsync("gate");

        Assert.Equal(("a", "quota_exhausted"), ((string?)gate["provider"], (string?)gate["closed"]));
    }

    [Fact]
    public async Task Budgets_AreToldOnceForEachPercentage()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync(""", "budget": { "usd": 0.5, "per": "month" }""", _clock, "", _provider);
        using Listener admin = await Listener.StartAsync(gateway, TestGateway.AdminKey);
        for (int message = 0; message < 3; message++)
        {
            await AskAsync(gateway, TestGateway.Key);
        }

        // 20 %, 40 % and 60 % are below every warning; the fourth message reaches 75 %.
        await AskAsync(gateway, TestGateway.Key);
        JsonNode warned = await admin.NextAsync("budget");

        Assert.Equal(("key router.json#1:alice", 80, "month"), ((string?)warned["of"], (int)warned["used_percent"]!, (string?)warned["per"]));
    }

    [Fact]
    public async Task Silence_IsFilled_AndARevokedKeyHearsNoMore()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _provider);
        await gateway.DoneAsync("POST users", """{"id":"ann"}""");
        JsonNode key = await gateway.DoneAsync("POST keys", """{"user":"ann"}""");
        using Listener ann = await Listener.StartAsync(gateway, (string)key["secret"]!);

        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(14), EventRoutes.Beat);
        _clock.Advance(EventRoutes.Beat);
        Assert.Equal(": still here", await ann.LineAsync());

        await gateway.DoneAsync($"POST keys/{key["id"]}/revoke");
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(14), EventRoutes.Beat);
        _clock.Advance(EventRoutes.Beat);
        Assert.Null(await ann.LineAsync());
    }

    [Fact]
    public async Task Stream_EndsWithTheGateway()
    {
        TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _provider);
        using Listener admin = await Listener.StartAsync(gateway, TestGateway.AdminKey);

        Task stopping = gateway.Service<Microsoft.Extensions.Hosting.IHost>().StopAsync();

        Assert.Null(await admin.LineAsync());
        await stopping.WaitAsync(TimeSpan.FromSeconds(60));
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task SlowListener_LosesEvents_AndIsToldHowMany()
    {
        var hub = new EventHub(_clock);
        using EventFeed feed = hub.Open(new Principal(PrincipalKind.Admin, "default", null, "admin", "admin", []))!;
        for (int number = 0; number < EventFeed.Buffer + 7; number++)
        {
            hub.Publish(new AdminActed(new Core.AdminContract.AuditEntry($"{number}", _clock.GetUtcNow(), "x", null, "x", "default", "x", "x", "x", null)));
        }

        Assert.Equal(7, Assert.IsType<EventsDropped>(await feed.NextAsync(TimeSpan.Zero, CancellationToken.None)).Count);
        for (int number = 0; number < EventFeed.Buffer; number++)
        {
            Assert.Equal($"{number}", Assert.IsType<AdminActed>(await feed.NextAsync(TimeSpan.Zero, CancellationToken.None)).Act.Id);
        }

        Assert.Null(await feed.NextAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public void Listeners_HaveABound()
    {
        var hub = new EventHub(_clock);
        EventFeed?[] feeds = [.. Enumerable.Range(0, EventHub.MostFeeds + 1).Select(_ => hub.Open(Principal.Anonymous))];

        Assert.Null(feeds[^1]);
        feeds[0]!.Dispose();
        Assert.NotNull(hub.Open(Principal.Anonymous));
    }

    private static (string?, double) Told(JsonNode request) => ((string?)request["user"], (double)request["usd"]!);

    private static async Task AskAsync(TestGateway gateway, string key)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", key));
        await response.Content.ReadAsStringAsync();
    }
}
