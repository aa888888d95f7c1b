using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>One configuration for all nodes, over a real Redis.</summary>
public sealed class SharedConfigTests
{
    private const string Plain = "a-plain-credential-of-a-test";

    [Fact]
    public async Task Pushed_IsInForceOnEveryNode_BeforeTheAnswer_AndEachTellsItsHash()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        DoorProcess two = await fleet.AddAsync();
        await Until.Async(() => one.AdminAsync(HttpMethod.Get, "nodes"), nodes => nodes["data"]!.AsArray().Count == 2);
        Assert.Equal(0, (long)(await one.AdminAsync(HttpMethod.Get, "config"))["version"]!);
        Assert.NotEqual(HttpStatusCode.OK, await two.MessageAsync(model: "claude-new"));

        (HttpStatusCode status, JsonNode pushed, string? tag) = await one.PushAsync(fleet.ConfigText("claude-new", Plain), "\"0\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (status, tag));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await two.MessageAsync(model: "claude-new"), await one.MessageAsync(model: "claude-new")));
        Assert.NotEqual(HttpStatusCode.OK, await two.MessageAsync()); // the file's model is gone with the file
        Assert.Equal(Plain, fleet.Provider.Requests[^1].Headers["x-api-key"]);
        JsonArray nodes = (await two.AdminAsync(HttpMethod.Get, "nodes"))["data"]!.AsArray();
        string hash = (string)pushed["hash"]!;
        foreach (JsonArray told in (JsonArray[])[pushed["nodes"]!.AsArray(), nodes])
        {
            Assert.Equal([(hash, 1, true), (hash, 1, true)], told.Select(node => ((string)node!["configuration"]!["hash"]!, (int)node["configuration"]!["version"]!, (bool)node["configuration"]!["in_force"]!)));
        }

        Assert.Equal(hash, (string?)(await two.AdminAsync(HttpMethod.Get, "config"))["hash"]);
        Assert.Equal(-1, fleet.Redis.Kept().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Plain))); // sealed: secrets may stand in it
    }

    [Fact]
    public async Task WrongOne_IsRefusedWithEveryError_AndAnOldBase_ByItsTag()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        DoorProcess two = await fleet.AddAsync();

        (HttpStatusCode status, JsonNode refused, _) = await one.PushAsync("""{ "providers": { "x": { "style": "odd", "baseUrl": "ftp://x" } }, "tyers": {}, "commitAfter": "soon" }""");
        string words = (string)refused["error"]!["message"]!;
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.All((string[])["providers.x.style", "providers.x.baseUrl", "tyers", "commitAfter"], key => Assert.Contains(key, words, StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await one.MessageAsync(), await two.MessageAsync()));

        Assert.Equal("\"1\"", (await one.PushAsync(fleet.ConfigText("claude-a"))).Tag);
        Assert.Equal("\"2\"", (await two.PushAsync(fleet.ConfigText("claude-b"), "\"1\"")).Tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await one.PushAsync(fleet.ConfigText("claude-c"), "\"1\"")).Status);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await one.MessageAsync(model: "claude-b"), await two.MessageAsync(model: "claude-b")));
        Assert.Equal("config.pushed", (string?)(await two.AdminAsync(HttpMethod.Get, "audit"))["data"]![0]!["action"]);
    }

    [Fact]
    public async Task NodeThatComesLater_HasIt_WhateverItsFileSays()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        Assert.Equal(HttpStatusCode.OK, (await one.PushAsync(fleet.ConfigText("claude-new"))).Status);
        one.Signal("TERM");
        await one.EndAsync(60);

        DoorProcess two = await fleet.AddAsync();
        Assert.Equal(HttpStatusCode.OK, await two.MessageAsync(model: "claude-new"));
        Assert.NotEqual(HttpStatusCode.OK, await two.MessageAsync());
        await File.WriteAllTextAsync(fleet.Config, "{ \"providers\": 7 }"); // nobody looks at it any more
        using HttpResponseMessage reload = await two.AskAsync(HttpMethod.Post, "config/reload");
        Assert.Equal(HttpStatusCode.Conflict, reload.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await two.MessageAsync(model: "claude-new"));
    }

    [Fact]
    public async Task RedisGone_NothingIsChanged()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        fleet.Redis.Kill();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await one.PushAsync(fleet.ConfigText("claude-new"))).Status);
        Assert.Equal(HttpStatusCode.OK, await one.MessageAsync());
        await fleet.Redis.StartAsync();
        await Until.Async(() => one.PushAsync(fleet.ConfigText("claude-new")), pushed => pushed.Status == HttpStatusCode.OK, seconds: 60);
        Assert.Equal(HttpStatusCode.OK, await one.MessageAsync(model: "claude-new"));
    }

    /// <summary>Without it, one push by an admin who keeps his key elsewhere would lock everybody out.</summary>
    [Fact]
    public async Task AdminKeyOfTheNodes_OpensWithAConfigurationThatNamesNone()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        Assert.Equal(HttpStatusCode.OK, (await one.PushAsync("{}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await one.PushAsync(fleet.ConfigText("claude-new"))).Status);
    }

    [Fact]
    public async Task CommandLine_PushesAndChecks()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        string next = fleet.Config + ".next";
        await File.WriteAllTextAsync(next, fleet.ConfigText("claude-new"));
        await Until.Async(() => one.AdminAsync(HttpMethod.Get, "nodes"), nodes => nodes["data"]!.AsArray().Count == 1);

        (int code, string said) = await RouterProgram.RunAsync(null, "config", "check", next, "--url", one.Address);
        Assert.Equal(0, code);
        Assert.EndsWith("That gateway would take it.", said, StringComparison.Ordinal); // behind its warnings
        (code, said) = await RouterProgram.RunAsync(null, "config", "push", next, "--if-version", "0", "--url", one.Address);
        Assert.Equal(0, code);
        Assert.Contains("  warning: tiers: ", said, StringComparison.Ordinal);
        Assert.Matches("^Version 1 \\(hash [0-9a-f]{16}\\) is kept, and in force on 1 of 1 nodes\\.$", said.Split('\n')[0]);
        Assert.Equal(HttpStatusCode.OK, await one.MessageAsync(model: "claude-new"));

        Assert.Equal(1, (await RouterProgram.RunAsync(null, "config", "push", next, "--if-version", "0", "--url", one.Address)).Code);
        await File.WriteAllTextAsync(next, "{ \"tyers\": {}, \"commitAfter\": \"soon\" }");
        using HttpResponseMessage reload = await one.AskAsync(HttpMethod.Post, "config/reload");
        Assert.Equal(HttpStatusCode.Conflict, reload.StatusCode);
        Assert.Contains("Version 1 of the fleet's configuration was pushed, so nobody looks at files any more", await reload.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (code, said) = await RouterProgram.RunAsync(null, "config", "show", "--url", one.Address);
        Assert.True(code == 0, said);
        Assert.Contains("Version 1 (hash ", said, StringComparison.Ordinal);
        (code, said) = await RouterProgram.RunAsync(null, "config", "push", next, "--url", one.Address);
        Assert.Equal(1, code);
        Assert.Contains("tyers", said, StringComparison.Ordinal);
        Assert.Contains("commitAfter", said, StringComparison.Ordinal);
    }
}
