using System.Net;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>What a node's console tells whoever reads it at night.</summary>
public sealed class OperatorLogTests
{
    [Fact]
    public async Task StartDrainAndStop_AreTold()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess node = await fleet.AddAsync();
        await HeardAsync(node, $"listens on {node.Address}");
        node.Signal("TERM");
        await node.EndAsync(60);
        await HeardAsync(node, "Draining: not ready any more, open for 1 s", "Stopping: no new requests", "Stopped");
    }

    [Fact]
    public async Task NodesThatComeGoAndAreLost_AreTold()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess watching = await fleet.AddAsync();
        DoorProcess going = await fleet.AddAsync();
        DoorProcess killed = await fleet.AddAsync();
        string[] names = await Until.Async(
            async () => (await watching.AdminAsync(HttpMethod.Get, "nodes"))["data"]!.AsArray().Select(node => (string)node!["name"]!).ToArray(), static names => names.Length == 3);
        await HeardAsync(watching, $"Node {names[1]} is a member of the fleet", $"Node {names[2]} is a member of the fleet");
        going.Signal("TERM");
        await going.EndAsync(60);
        await HeardAsync(watching, $"Node {names[1]} has left the fleet");
        killed.Signal("KILL");
        await HeardAsync(watching, $"Node {names[2]} is given up");
        Assert.DoesNotContain("Orleans", watching.Said, StringComparison.Ordinal);
        Assert.EndsWith("Stopped", going.Said.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RedisThatMayLoseState_IsToldAtTheStart()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        await fleet.Redis.SetAsync("maxmemory-policy", "allkeys-lru");
        await fleet.Redis.SetAsync("maxmemory", "64mb");
        DoorProcess node = await fleet.AddAsync();
        await HeardAsync(node, $"The fleet's Redis at {fleet.Redis.Address} may lose state: it evicts what it is given when it is full (maxmemory-policy allkeys-lru); set noeviction");
        await fleet.Redis.SetAsync("maxmemory-policy", "noeviction");
        await fleet.Redis.SetAsync("appendonly", "no");
        DoorProcess later = await fleet.AddAsync();
        await HeardAsync(later, "may lose state: it keeps no log of what it is given (appendonly no)");
    }

    /// <summary>Every entity fails at every try meanwhile.</summary>
    [Fact]
    public async Task RedisThatIsLost_IsToldOnce_AndThatItIsBack_AndHealthAnswers()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync(ofKey: """, "budget": { "usd": 1000, "per": "month" }""", ofRoot: """, "spend": { "onUnavailable": "open" }""");
        DoorProcess node = await fleet.AddAsync();
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
        fleet.Redis.Kill();
        await HeardAsync(node, $"The fleet's Redis at {fleet.Redis.Address} is lost (");
        for (int message = 0; message < 5; message++)
        {
            Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
        }

        await HeardAsync(node, "); it goes on in memory and tries again");
        string health = await node.HealthAsync();
        Assert.Contains("\"providers\":[{\"name\":\"a\"", health, StringComparison.Ordinal);
        Assert.Contains($"The fleet's Redis at {fleet.Redis.Address} is lost (", health, StringComparison.Ordinal);
        await fleet.Redis.StartAsync();
        await HeardAsync(node, $"The fleet's Redis at {fleet.Redis.Address} is back after", "All states are stored again,");

        Assert.DoesNotContain(" is lost (", await node.HealthAsync(), StringComparison.Ordinal);
        string said = node.Said;
        Assert.Equal((2, 2), (said.Split(" is lost (").Length, said.Split("it goes on in memory").Length));

        Assert.DoesNotContain("RedisGrainStorage[", said, StringComparison.Ordinal);
        Assert.DoesNotContain("failed by a bug", said, StringComparison.Ordinal);
        Assert.True(said.Length < 32 << 10, $"{said.Length} characters");
    }

    [Fact]
    public async Task RedisThatRefusesThePassword_IsToldAsThat_WithoutIt()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        await fleet.Redis.SetAsync("requirepass", "the right one");
        using DoorProcess node = DoorProcess.Launch($"{fleet.Redis.Address},password=geheim", fleet.Config, fleet.State);
        await HeardAsync(node, $"The fleet's Redis at {fleet.Redis.Address} (ConnectionStrings__state) does not answer this node, which waits for it: it refuses the user, the password");
        Assert.DoesNotContain("geheim", node.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyCanSignIn_IsToldWithTheCommandThatHelps_UntilTheDirectoryHasAKey()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        string config = await File.ReadAllTextAsync(fleet.Config);
        await File.WriteAllTextAsync(fleet.Config, $$"""{ {{config[config.IndexOf("\"providers\"", StringComparison.Ordinal)..]}}""");
        DoorProcess first = await fleet.AddAsync();
        await HeardAsync(first, "No client key works, so nobody can sign in. Make one: router keys create NAME --new-user;");
        (int code, string said) = await RouterProgram.RunAsync(null, "keys", "create", "bob", "--new-user", "--url", first.Address);
        Assert.True(code == 0, said);

        DoorProcess second = await fleet.AddAsync();
        await HeardAsync(second, "listens on");
        Assert.DoesNotContain("No client key works", second.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("No client key works", await first.HealthAsync(), StringComparison.Ordinal);
    }

    private static async Task HeardAsync(DoorProcess node, params string[] words) => await Until.Async(
        () => Task.FromResult(string.Join(" | ", words.Where(word => !node.Said.Contains(word, StringComparison.Ordinal)))), static missing => missing.Length == 0, seconds: 60);
}
