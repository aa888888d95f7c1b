using System.Net;
using FakeUpstream;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>Nodes come, go, are killed, and lose their Redis.</summary>
public sealed class NodeLifeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ToldToStop_IsNotReady_LetsItsStreamEnd_GivesItsSlotBack_AndEndsWell()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync(ofProvider: """, "limits": { "concurrency": 1 }, "queue": { "wait": "0s" }""");
        var more = new TaskCompletionSource();
        string whole = Samples.Stream();
        fleet.Provider.Otherwise = _ => Reply.Sse().Send(Samples.Start()).Send(Samples.TextBlockStart(0)).Send(Samples.TextDelta(0, "so far")).Wait(more.Task).Send(whole[whole.IndexOf("event: content_block_stop", StringComparison.Ordinal)..]);
        DoorProcess going = await fleet.AddAsync(("Fleet__DrainWait", "00:00:03"));
        DoorProcess staying = await fleet.AddAsync();

        using HttpResponseMessage stream = await going.PostAsync(stream: true);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, await staying.MessageAsync());
        going.Signal("TERM");
        await Until.Async(() => going.StatusAsync("/ready"), status => status == HttpStatusCode.ServiceUnavailable);
        using (HttpResponseMessage last = await going.Client.GetAsync("/alive", TestContext.Current.CancellationToken))
        {
            Assert.Equal((HttpStatusCode.OK, true), (last.StatusCode, last.Headers.ConnectionClose)); // balancers keep no connection to it
        }

        await Until.Async(() => going.StatusAsync("/alive"), status => status is null); // the door is closed, the stream still open
        more.SetResult();
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", await stream.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await going.EndAsync(60);

        Assert.Equal(0, going.ExitCode);
        fleet.Provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        Assert.Equal(HttpStatusCode.OK, await staying.MessageAsync());
    }

    [Fact]
    public async Task RollingRestart_FailsNoRequest()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync(ofKey: """, "budget": { "usd": 1000, "per": "month" }""");
        DoorProcess[] old = [await fleet.AddAsync(), await fleet.AddAsync()];
        using var end = new CancellationTokenSource();
        Task<(int Answered, List<string> Failed)>[] loads = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => fleet.LoadAsync(end.Token)))];
        foreach (DoorProcess node in old)
        {
            await fleet.AddAsync();
            node.Signal("TERM");
            await node.EndAsync(60);
            Assert.Equal(0, node.ExitCode);
        }

        await end.CancelAsync();
        (int Answered, List<string> Failed)[] all = await Task.WhenAll(loads);
        output.WriteLine($"rolling restart: {all.Sum(load => load.Answered)} messages answered");
        Assert.Empty(all.SelectMany(load => load.Failed));
        Assert.True(all.All(load => load.Answered > 0));
    }

    [Fact]
    public async Task NodeKilled_OthersAnswer_AndItsPlaceIsTakenAgain()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        DoorProcess two = await fleet.AddAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await one.MessageAsync(), await two.MessageAsync()));
        long killed = TimeProvider.System.GetTimestamp();
        one.Signal("KILL");
        Assert.Equal(HttpStatusCode.OK, await two.MessageAsync());
        output.WriteLine($"killed: the next answer of the other node after {TimeProvider.System.GetElapsedTime(killed).TotalSeconds:0.0} s");
        DoorProcess again = await fleet.AddAsync();
        Assert.Equal(HttpStatusCode.OK, await again.MessageAsync());
        Assert.Equal(["node-1", "node-2"], System.IO.Directory.GetDirectories(fleet.State).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Nothing that it could hand over or write down is left to wait for.</summary>
    [Fact]
    public async Task RedisAndFolderGoneForGood_ItEndsWithinItsDrainLimit()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync(ofKey: """, "budget": { "usd": 1000, "per": "month" }""", ofRoot: """, "spend": { "onUnavailable": "open" }""");
        DoorProcess node = await fleet.AddAsync(("Fleet__DrainWait", "00:00:01"), ("Fleet__DrainLimit", "00:00:09"));
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
        fleet.Redis.Kill();
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync()); // a settlement waits from now on
        System.IO.Directory.Delete(fleet.State, recursive: true);
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());

        long told = TimeProvider.System.GetTimestamp();
        node.Signal("TERM");
        await node.EndAsync(60);
        double seconds = TimeProvider.System.GetElapsedTime(told).TotalSeconds;
        output.WriteLine($"Redis and folder gone: ended {seconds:0.0} s after the signal with {node.ExitCode}: {node.Said}");
        Assert.True(seconds < 10 + 6, $"{seconds:0.0} s");
    }

    /// <summary>A machine that loses its power takes all nodes with it: nobody is left who could say of the others that they are dead.</summary>
    [Fact]
    public async Task AllNodesKilled_ANewOneComesUp_WithWhatTheyKnew()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess one = await fleet.AddAsync();
        DoorProcess two = await fleet.AddAsync();
        await one.AdminAsync(HttpMethod.Post, "users", """{"id":"bob","budget":{"usd":1000,"per":"month"}}""");
        string bob = (string)(await two.AdminAsync(HttpMethod.Post, "keys", """{"user":"bob"}"""))["secret"]!;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await one.MessageAsync(bob), await two.MessageAsync(bob)));
        foreach (DoorProcess node in new[] { one, two })
        {
            node.Signal("KILL");
            await node.EndAsync(30);
        }

        long killed = TimeProvider.System.GetTimestamp();
        DoorProcess again = await fleet.AddAsync();
        Assert.Equal(HttpStatusCode.OK, await again.MessageAsync(bob));
        output.WriteLine($"all killed: the first answer of a new node after {TimeProvider.System.GetElapsedTime(killed).TotalSeconds:0.0} s");
        Assert.Equal(0.00555, (double)(await TwoDoors.UsageAsync(again, bob))["budgets"]![0]!["spent_usd"]!, 5);
    }

    [Fact]
    public async Task NodeThatComesUpBeforeItsRedis_WaitsForIt_AndEndsWellWhenItIsToldToStopMeanwhile()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        fleet.Redis.Kill();
        using DoorProcess stopped = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State);
        using DoorProcess node = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State);
        foreach (DoorProcess waiting in new[] { stopped, node })
        {
            await Until.Async(() => Task.FromResult(waiting.Said), said => said.Contains("which waits for it", StringComparison.Ordinal), seconds: 60);
        }

        stopped.Signal("TERM");
        await stopped.EndAsync(60);
        Assert.Equal(0, stopped.ExitCode);
        await fleet.Redis.StartAsync();
        await node.ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
    }

    [Theory]
    [InlineData("", 429)]
    [InlineData(""", "spend": { "onUnavailable": "open" }""", 200)]
    public async Task RedisGone_MessagesOfABudgetDoAsConfigured_OthersGoOn_AndAllIsCountedAfterwards(string spend, int limited)
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync(ofRoot: spend);
        DoorProcess one = await fleet.AddAsync();
        DoorProcess two = await fleet.AddAsync();
        await one.AdminAsync(HttpMethod.Post, "users", """{"id":"bob","budget":{"usd":1000,"per":"month"}}""");
        string bob = (string)(await one.AdminAsync(HttpMethod.Post, "keys", """{"user":"bob"}"""))["secret"]!;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await one.MessageAsync(), await two.MessageAsync(bob)));

        fleet.Redis.Kill();
        List<HttpStatusCode> ofAlice = [await one.MessageAsync(), await two.MessageAsync()];
        List<HttpStatusCode> ofBob = [await one.MessageAsync(bob), await two.MessageAsync(bob)];
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], ofAlice);
        Assert.All(ofBob, status => Assert.Equal(limited, (int)status));
        await fleet.Redis.StartAsync();

        int expected = 4 + (limited == 200 ? 2 : 0);
        long counted = await Until.Async(
            async () => (await one.TryReadAsync("usage?group_by=user&per=day"))?["data"]!.AsArray().Sum(row => (long)row!["requests"]!) ?? 0, found => found >= expected, seconds: 60);
        Assert.Equal(expected, counted);
        await Until.Async(() => one.MessageAsync(bob), status => status == HttpStatusCode.OK);
    }
}
