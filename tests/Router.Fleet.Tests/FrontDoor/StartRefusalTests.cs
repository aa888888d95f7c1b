using System.Net;
using System.Net.Sockets;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>A node that can't start says in one sentence what to set, and does the fleet no harm.</summary>
public sealed class StartRefusalTests
{
    [Theory]
    [InlineData("ROUTER_MASTER_KEY", "", "secrets.masterKey: all nodes of a fleet need the same, and none is given.")]
    [InlineData("ROUTER_ADMIN_KEY", "", "admin.key: a fleet makes no keys by itself, and none is given.")]
    [InlineData("ConnectionStrings__state", "", "No Redis is named for the fleet's state: set ConnectionStrings__state")]
    [InlineData("ConnectionStrings__state", "127.0.0.1:6379,pass=word,geheim=1", "ConnectionStrings__state can't be read.")]
    [InlineData("ConnectionStrings__state", "127.0.0.1:6379,password=a,geheim", "ConnectionStrings__state can't be read.")]
    [InlineData("ConnectionStrings__state", "redis://:geheim@127.0.0.1:6379", "ConnectionStrings__state can't be read.")]
    [InlineData("ConnectionStrings__cache", "127.0.0.1:6379,tunnel=http:x y", "ConnectionStrings__cache can't be read.")]
    [InlineData("ConnectionStrings__state", "password=word", "ConnectionStrings__state names no Redis.")]
    [InlineData("Orleans__Endpoints__SiloPort", "abc", "Orleans__Endpoints__SiloPort is \"abc\"; it must be a port, 1 to 65535.")]
    [InlineData("Orleans__Endpoints__SiloPort", "99999", "Orleans__Endpoints__SiloPort is \"99999\"; it must be a port, 1 to 65535.")]
    [InlineData("Orleans__Endpoints__GatewayPort", "-1", "Orleans__Endpoints__GatewayPort is \"-1\"; it must be a port, 0 to 65535.")]
    [InlineData("Orleans__Endpoints__AdvertisedIPAddress", "0.0.0.0", "Orleans__Endpoints__AdvertisedIPAddress is \"0.0.0.0\"; it must be the IP address at which other nodes reach this one.")]
    [InlineData("Orleans__Endpoints__SiloListeningEndpoint", "0.0.0.0", "Orleans__Endpoints__SiloListeningEndpoint is \"0.0.0.0\"; it must be an address with a port, as 0.0.0.0:11111.")]
    [InlineData("Fleet__DrainLimit", "nonsense", "Durations are written as 00:00:05.")]
    public async Task WrongVariable_IsToldInOneSentence(string variable, string value, string words)
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        using DoorProcess node = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State, (variable, value));
        await node.EndAsync(60);

        Assert.Equal(2, node.ExitCode);
        string said = await Until.Async(() => Task.FromResult(node.Said.Trim()), said => said.Length > 0);
        Assert.StartsWith("router: ", said, StringComparison.Ordinal);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
        Assert.DoesNotContain("geheim", said, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(Path.Combine(fleet.State, "node-1", "journal")));
    }

    [Fact]
    public async Task SiloPortOfTheDoor_IsToldAsThat()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        int port = FreePort.Next();
        using DoorProcess node = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State, ("ROUTER_LISTEN", $"http://127.0.0.1:{port}"), ("Orleans__Endpoints__SiloPort", $"{port}"));
        await node.EndAsync(60);

        Assert.Equal(2, node.ExitCode);
        await Until.Async(() => Task.FromResult(node.Said), said => said.Contains($"Orleans__Endpoints__SiloPort is {port}, where the door listens (http://127.0.0.1:{port});", StringComparison.Ordinal));
    }

    /// <summary>Orleans opens its ports so that two processes may have them; to the fleet they would be one node.</summary>
    [Fact]
    public async Task TwoThatStartAtOnceWithTheSamePorts_AreNotBothNodes()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        (string Name, string Value)[] shared = [("Orleans__Endpoints__SiloPort", $"{FreePort.Next()}"), ("Orleans__Endpoints__GatewayPort", $"{FreePort.Next()}")];
        using DoorProcess one = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State, shared);
        using DoorProcess two = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State, shared);
        Task first = await Task.WhenAny(one.EndAsync(60), two.EndAsync(60));
        await first;
        (DoorProcess refused, DoorProcess node) = one.HasExited ? (one, two) : (two, one);

        Assert.Equal(1, refused.ExitCode);
        await Until.Async(() => Task.FromResult(refused.Said), said => said.Contains("router: Another process answers at 127.0.0.1:", StringComparison.Ordinal));
        await node.ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
    }

    /// <summary>Keys that one node makes would open nothing at the other.</summary>
    [Fact]
    public async Task OtherMasterKey_IsRefused_AndOneThatKnowsTheOldOneTakesItsPlace()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess first = await fleet.AddAsync();
        using DoorProcess other = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State, ("ROUTER_MASTER_KEY", "another master key, long enough"));
        await other.EndAsync(60);
        Assert.Equal(2, other.ExitCode);
        await Until.Async(() => Task.FromResult(other.Said), static said => said.Contains("router: secrets.masterKey: this fleet's keys and vaults hang on the master key ", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await first.MessageAsync());

        string old = await File.ReadAllTextAsync(fleet.Config);
        await File.WriteAllTextAsync(fleet.Config, $$"""{ "secrets": { "formerMasterKeys": ["env:OLD_MASTER_KEY"] }, {{old.TrimStart()[1..]}}""");
        DoorProcess changed = await fleet.AddAsync(("ROUTER_MASTER_KEY", "another master key, long enough"), ("OLD_MASTER_KEY", "a master key of a test, long enough"));
        Assert.Equal(HttpStatusCode.OK, await changed.MessageAsync());
        await File.WriteAllTextAsync(fleet.Config, old);
        using DoorProcess late = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State);
        await late.EndAsync(60);
        Assert.Equal(2, late.ExitCode);
    }

    /// <summary>A fleet that was tried out, and then gets the master key of the machine that moves to it.</summary>
    [Fact]
    public async Task OtherMasterKey_TakesThePlaceOfOneThatNothingHangsOn()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess tried = await fleet.AddAsync();
        tried.Signal("TERM");
        await tried.EndAsync(60);
        DoorProcess moved = await fleet.AddAsync(("ROUTER_MASTER_KEY", "another master key, long enough"));
        (int code, string said) = await RouterProgram.RunAsync(null, "keys", "create", "bob", "--new-user", "--url", moved.Address);
        Assert.True(code == 0, said);
        moved.Signal("TERM");
        await moved.EndAsync(60);

        using DoorProcess late = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State);
        await late.EndAsync(60);
        Assert.Equal(2, late.ExitCode);
    }

    [Fact]
    public async Task AddressOfAnotherMachine_IsToldInOneSentence()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        using DoorProcess node = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State, ("Orleans__Endpoints__AdvertisedIPAddress", "192.0.2.1")); // RFC 5737
        await node.EndAsync(60);

        Assert.Equal(1, node.ExitCode);
        string said = await Until.Async(() => Task.FromResult(node.Said.Trim()), said => said.Length > 0);
        Assert.StartsWith("router: This node can't listen on 192.0.2.1:", said, StringComparison.Ordinal);
        Assert.Contains("Set Orleans__Endpoints__AdvertisedIPAddress to an address of this machine", said, StringComparison.Ordinal);
    }

    /// <summary>Docker's proxy, a balancer or a sidecar takes connections for a node that does not listen yet, and closes them.</summary>
    [Fact]
    public async Task WhatOnlyForwardsToThisNode_IsNotTakenForAnother()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        using var forwarding = new TcpListener(IPAddress.Loopback, 0);
        forwarding.Start();
        Task closing = CloseAsync(forwarding);
        DoorProcess node = await fleet.AddAsync(
            ("Orleans__Endpoints__SiloPort", $"{((IPEndPoint)forwarding.LocalEndpoint).Port}"), ("Orleans__Endpoints__SiloListeningEndpoint", $"127.0.0.1:{FreePort.Next()}"));

        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
        forwarding.Stop();
        await closing;
    }

    private static async Task CloseAsync(TcpListener forwarding)
    {
        try
        {
            while (true)
            {
                (await forwarding.AcceptSocketAsync()).Dispose();
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // the test is over
        }
    }

    /// <summary>The fleet would take the second for the first's successor, and end the first.</summary>
    [Theory]
    [InlineData("Orleans__Endpoints__SiloPort", "Orleans__Endpoints__SiloPort, Orleans__Endpoints__GatewayPort")]
    [InlineData("Orleans__Endpoints__GatewayPort", "Orleans__Endpoints__SiloPort, Orleans__Endpoints__GatewayPort")]
    [InlineData("ROUTER_LISTEN", "is in use by another program. Stop it, or listen elsewhere:")]
    public async Task AddressOfAnotherNode_IsRefused_AndThatNodeLives(string variable, string words)
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        (string Name, string Value) shared = (variable, variable == "ROUTER_LISTEN" ? $"http://127.0.0.1:{FreePort.Next()}" : $"{FreePort.Next()}");
        DoorProcess first = await fleet.AddAsync(shared);
        using DoorProcess second = DoorProcess.Launch(fleet.Redis.Address, fleet.Config, fleet.State, shared);
        await second.EndAsync(60);

        Assert.Equal(1, second.ExitCode);
        await Until.Async(() => Task.FromResult(second.Said), said => said.Contains("router: ", StringComparison.Ordinal) && said.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", second.Said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await first.MessageAsync());
        Assert.Single((await first.AdminAsync(HttpMethod.Get, "nodes"))["data"]!.AsArray());
    }
}
