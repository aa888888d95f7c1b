using System.Net;
using System.Text.Json.Nodes;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>Who did what, and what happens now, whichever node it was done at.</summary>
public sealed class SharedTrailTests
{
    [Fact]
    public async Task ActsOfEveryNode_AreToldByEach_WithIdsOfTheirOwn_AlsoWhenTheirNodeIsGone()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        DoorProcess two = await fleet.AddAsync();
        await one.AdminAsync(HttpMethod.Post, "users", """{"id":"bob"}""");
        await two.AdminAsync(HttpMethod.Post, "users", """{"id":"eve"}""");
        await one.AdminAsync(HttpMethod.Put, "vault/v", """{"secret":"first-upstream-secret","provider":"a"}""");
        await two.AdminAsync(HttpMethod.Put, "vault/w", """{"secret":"other-upstream-secret","provider":"a"}""");
        await one.AdminAsync(HttpMethod.Put, "vault/v", """{"secret":"later-upstream-secret","provider":"a"}""");
        await two.AdminAsync(HttpMethod.Post, "providers/a/drain", "{}");
        await one.AdminAsync(HttpMethod.Post, "providers/a/resume", "{}");
        string[] expected = ["provider.resumed a", "provider.drained a", "vault.replaced v", "vault.created w", "vault.created v", "user.created eve", "user.created bob"];

        Assert.Equal(expected, await ActsAsync(one, limit: 100));
        Assert.Equal(expected, await ActsAsync(two, limit: 2));
        Assert.Equal(["vault.replaced v", "vault.created v"], await ActsAsync(two, limit: 1, "&action=vault&entry=v"));
        one.Signal("KILL");
        await one.EndAsync(30);
        Assert.Equal(expected, await ActsAsync(two, limit: 3));
        Assert.Empty((await two.AdminAsync(HttpMethod.Get, "audit?to=2020-01-01"))["data"]!.AsArray());
    }

    [Fact]
    public async Task LiveStream_TellsMessagesAndActsOfEveryNode_Once()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        DoorProcess two = await fleet.AddAsync();
        using LiveEvents events = await LiveEvents.OfAsync(one);

        await one.AdminAsync(HttpMethod.Post, "users", """{"id":"here"}""");
        await two.AdminAsync(HttpMethod.Post, "users", """{"id":"there"}""");
        Assert.Equal(["here", "there"], [await ActAsync(events), await ActAsync(events)]);
        // A node that told nobody for a second asks whether somebody listens now.
        await Until.Async(
            async () =>
            {
                Assert.Equal(HttpStatusCode.OK, await two.MessageAsync());
                return await events.TryReadAsync("request", TimeSpan.FromMilliseconds(500));
            },
            found => found is not null);
        Assert.Equal(HttpStatusCode.OK, await one.MessageAsync());
        Assert.Equal("alice", (string?)(await events.TryReadAsync("request", TimeSpan.FromSeconds(30)))!["user"]);
        Assert.Null(await events.TryReadAsync("request", TimeSpan.FromMilliseconds(500)));
    }

    private static async Task<string> ActAsync(LiveEvents events) => (string)(await events.TryReadAsync("audit", TimeSpan.FromSeconds(30)))!["entry"]!;

    /// <summary>All acts, page by page; ids must be different.</summary>
    private static async Task<string[]> ActsAsync(DoorProcess node, int limit, string filter = "")
    {
        List<JsonNode> acts = [];
        string after = "";
        bool more = true;
        while (more)
        {
            JsonNode page = await node.AdminAsync(HttpMethod.Get, $"audit?limit={limit}{filter}{after}");
            acts.AddRange(page["data"]!.AsArray().Select(act => act!));
            (more, after) = ((bool)page["has_more"]!, $"&after={page["last_id"]}");
        }

        Assert.Equal(acts.Count, acts.Select(act => (string)act["id"]!).Distinct(StringComparer.Ordinal).Count());
        return [.. acts.Select(act => $"{act["action"]} {act["entry"]}")];
    }
}
