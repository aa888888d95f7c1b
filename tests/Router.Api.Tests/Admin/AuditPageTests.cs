using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin;

/// <summary>GET /admin/v1/audit over many days, each in a segment of its own.</summary>
public sealed class AuditPageTests
{
    [Fact]
    public async Task Pages_GoBackThroughAllSegments_AndLoseNothing()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"), clock);
        string[] made = ["d0", "d0b", "d1", "d9", "d9b", "d40", "d41"];
        foreach ((string id, int wait) in made.Zip((int[])[0, 0, 1, 8, 0, 31, 1]))
        {
            clock.Advance(TimeSpan.FromDays(wait));
            await gateway.DoneAsync("POST users", $$"""{"id":"{{id}}"}""");
        }

        List<string> seen = [];
        string after = "";
        bool more = true;
        while (more)
        {
            JsonNode page = await gateway.DoneAsync($"GET audit?limit=2{after}");
            seen.AddRange(page["data"]!.AsArray().Select(act => (string)act!["entry"]!));
            (more, after) = ((bool)page["has_more"]!, $"&after={page["last_id"]}");
        }

        Assert.Equal(made.Reverse(), seen);
        Assert.Equal(["d9b", "d9", "d1"], (await gateway.DoneAsync("GET audit?from=2026-11-22&to=2026-12-01"))["data"]!.AsArray().Select(act => (string?)act!["entry"]));
        Assert.Empty((await gateway.DoneAsync("GET audit?from=2030-01-01"))["data"]!.AsArray());
        Assert.Equal(["d41", "d40"], (await gateway.DoneAsync("GET audit?entry=D4&action=user"))["data"]!.AsArray().Select(act => (string?)act!["entry"]));
        Assert.Equal(["d9b"], (await gateway.DoneAsync("GET audit?action=user.created&entry=d9b&actor=admin&tenant=default"))["data"]!.AsArray().Select(act => (string?)act!["entry"]));
        foreach (string none in (string[])["action=use", "action=key", "actor=nobody", "tenant=acme"])
        {
            Assert.Empty((await gateway.DoneAsync($"GET audit?{none}"))["data"]!.AsArray());
        }

        Assert.Equal((400, "to: use a day such as 2026-11-21."), await gateway.RefusedAsync("GET audit?to=today"));
    }
}
