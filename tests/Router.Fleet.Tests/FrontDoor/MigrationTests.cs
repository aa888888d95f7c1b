using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FakeUpstream;
using Router.Api.Configuration;
using Router.Api.Migration;
using Router.Core.Configuration;
using Router.Core.Migration;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>A single machine's state moves to a fleet of two nodes.</summary>
public sealed partial class MigrationTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("router-lone-").FullName;
    private DoorFleet _fleet = null!;
    private string _first = "";
    private string _bob = "";
    private string _revoked = "";

    private string State => Path.Combine(_folder, "state");

    public async ValueTask InitializeAsync()
    {
        _fleet = await DoorFleet.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "router.json"),
            $$"""
            { // prices move with the file
              "providers": { "a": { "style": "native", "baseUrl": "{{_fleet.Provider.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 },
                             "v": { "style": "native", "baseUrl": "{{_fleet.Provider.BaseUrl}}", "credentials": ["vault:v"], "retries": 0 } },
              "models": { "claude-lone": { "targets": ["a/m"], "price": { "input": 10, "output": 100 } }, "claude-vaulted": { "targets": ["v/m"] } }
            }
            """);
        await using LoneGateway lone = await LoneGateway.StartAsync(_folder);
        _first = FirstKey().Match(await File.ReadAllTextAsync(Path.Combine(State, "first-keys"))).Value;
        await lone.AdminAsync(HttpMethod.Post, "tenants", """{"id":"acme"}""");
        await lone.AdminAsync(HttpMethod.Post, "teams", """{"id":"red","tenant":"acme"}""");
        await lone.AdminAsync(HttpMethod.Post, "users", """{"id":"bob","tenant":"acme","team":"red","budget":{"usd":5,"per":"month"}}""");
        _bob = (string)(await lone.AdminAsync(HttpMethod.Post, "keys", """{"user":"bob","tenant":"acme"}"""))["secret"]!;
        JsonNode revoked = await lone.AdminAsync(HttpMethod.Post, "keys", """{"user":"bob","tenant":"acme"}""");
        _revoked = (string)revoked["secret"]!;
        await lone.AdminAsync(HttpMethod.Post, $"keys/{revoked["id"]}/revoke", "{}");
        await lone.AdminAsync(HttpMethod.Put, "vault/v", """{"secret":"sealed-upstream-secret","provider":"v"}""");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [await lone.MessageAsync(_bob, "claude-lone"), await lone.MessageAsync(_bob, "claude-lone"), await lone.MessageAsync(_first, "claude-vaulted")]);
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task KeysBudgetsVaultsAndPrices_GoOnInTheFleet_AndASecondRunChangesNothing()
    {
        (DoorProcess one, DoorProcess two) = (await NodeAsync(), await NodeAsync());

        (int code, string said) = await MigrateAsync(one);
        Assert.True(code == 0, said);
        await StandsAsync(one, two);
        Assert.Equal(HttpStatusCode.OK, await one.MessageAsync(_bob, "claude-lone"));
        Assert.Equal(0.00555, await SpentAsync(two), 5);

        (code, said) = await MigrateAsync(two);
        Assert.True(code == 0, said);
        Assert.Equal(3, Nothing().Count(said));
        Assert.Contains("router.json is there already", said, StringComparison.Ordinal);
        Assert.Equal(0.00555, await SpentAsync(one), 5);
        Assert.Equal(1, (long)(await one.AdminAsync(HttpMethod.Get, "config"))["version"]!);

        Assert.Equal(HttpStatusCode.OK, (await one.PushAsync(_fleet.ConfigText("claude-own"))).Status);
        (code, said) = await MigrateAsync(one);
        Assert.True(code == 0, said);
        Assert.Contains("router.json was brought by an earlier run; the fleet has another by now (version 2), which stays", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GatewayThatHasAnsweredAgain_LeavesBehindWhatItSpentSince_AndThatIsTold()
    {
        DoorProcess one = await NodeAsync();
        (int code, string said) = await MigrateAsync(one);
        Assert.True(code == 0, said);
        await using (LoneGateway lone = await LoneGateway.StartAsync(_folder))
        {
            Assert.Equal(HttpStatusCode.OK, await lone.MessageAsync(_bob, "claude-lone"));
        }

        (code, said) = await MigrateAsync(one);
        Assert.Equal(1, code);
        Assert.Contains("left out: what was spent here since an earlier run", said, StringComparison.Ordinal);
        Assert.DoesNotContain("All of it is there", said, StringComparison.Ordinal);
        Assert.Equal(0.0037, await SpentAsync(one), 5);
    }

    [Fact]
    public async Task StoppedInTheMiddle_AndRunAgain_EndsRight()
    {
        (DoorProcess one, DoorProcess two) = (await NodeAsync(), await NodeAsync());
        var source = ConfigSource.Find(LoneGateway.Options(_folder));
        RouterConfig config = source.LoadAtStart(out _);
        await using (MigrationSource folder = MigrationSource.Open(LoneGateway.Options(_folder), source, config, State))
        {
            // Half of the directory, and of all the rest what a tenant has spent.
            await SendAsync(one, folder.Directory with { Entries = folder.Directory.Entries[..4] });
            await SendAsync(two, folder.Spend with { Spend = folder.Spend.Spend[..1] });
        }

        (int code, string said) = await MigrateAsync(two);
        Assert.True(code == 0, said);
        await StandsAsync(two, one);
        Assert.Equal(0.0037, await SpentAsync(two), 5);
    }

    [Fact]
    public async Task RunningGateway_OtherMasterKey_AndOtherFolders_AreRefusedInWords()
    {
        DoorProcess other = await _fleet.AddAsync();
        (int code, string said) = await MigrateAsync(other);
        Assert.Equal(1, code);
        Assert.Contains("Set ROUTER_MASTER_KEY on all nodes", said, StringComparison.Ordinal);

        await using (LoneGateway lone = await LoneGateway.StartAsync(_folder))
        {
            (code, said) = await MigrateAsync(other);
            Assert.Equal(1, code);
            Assert.Contains("Stop it first", said, StringComparison.Ordinal);
        }

        (code, said) = await RouterProgram.RunAsync(_folder, "migrate", "--from", "nowhere", "--to", other.Address);
        Assert.Equal(2, code);
        Assert.Contains("is no state folder", said, StringComparison.Ordinal);

        (code, said) = await RouterProgram.RunAsync(_folder, "migrate", "--from", "./state", "--to", "http://127.0.0.1:1");
        Assert.Equal(1, code);
        Assert.Contains("No gateway answers at http://127.0.0.1:1/", said, StringComparison.Ordinal);
        Assert.EndsWith("with --to.", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await other.MessageAsync(_bob, "claude-lone"));
    }

    [Fact]
    public async Task WhatTheFleetHasOfItsOwn_Stays_AndIsTold()
    {
        DoorProcess one = await NodeAsync();
        await one.AdminAsync(HttpMethod.Post, "tenants", """{"id":"acme"}""");
        await one.AdminAsync(HttpMethod.Post, "users", """{"id":"bob","tenant":"acme"}""");
        await one.AdminAsync(HttpMethod.Put, "vault/w", """{"secret":"another-upstream-secret","provider":"a"}""");
        Assert.Equal(HttpStatusCode.OK, (await one.PushAsync(_fleet.ConfigText("claude-own"))).Status);

        (int code, string said) = await MigrateAsync(one);

        Assert.Equal(1, code);
        Assert.All((string[])["tenant \"acme\": another one", "user \"bob\"", "vault of tenant \"default\"", "configuration:\n  left out"], words => Assert.Contains(words, said, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await one.MessageAsync(_bob, "claude-own"));
        Assert.Equal(HttpStatusCode.OK, await one.MessageAsync(_first, "claude-own"));

        (code, said) = await MigrateAsync(one);
        Assert.Equal(1, code);
        Assert.Contains("configuration:\n  left out", said, StringComparison.Ordinal);
    }

    private async Task StandsAsync(DoorProcess one, DoorProcess two)
    {
        Assert.Equal(0.0037, await SpentAsync(one), 5);
        foreach (DoorProcess node in new[] { one, two })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await node.MessageAsync(_revoked, "claude-lone"));
            Assert.Equal(HttpStatusCode.OK, await node.MessageAsync(_first, "claude-vaulted"));
            Assert.Equal("sealed-upstream-secret", _fleet.Provider.Requests[^1].Headers["x-api-key"]);
        }

        Assert.Equal("red", (string?)(await two.AdminAsync(HttpMethod.Get, "users/bob?tenant=acme"))["team"]);
    }

    private async Task<double> SpentAsync(DoorProcess node) => (double)(await TwoDoors.UsageAsync(node, _bob))["budgets"]!.AsArray().Single()!["spent_usd"]!;

    private Task<DoorProcess> NodeAsync() => _fleet.AddAsync(("ROUTER_MASTER_KEY", File.ReadAllText(Path.Combine(State, "master.key"))));

    private Task<(int Code, string Said)> MigrateAsync(DoorProcess node) => RouterProgram.RunAsync(_folder, "migrate", "--from", "./state", "--to", node.Address);

    private static async Task SendAsync(DoorProcess node, MigrationPart part)
    {
        string body = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(part, MigrationJson.Default.MigrationPart));
        Assert.NotEqual(0, (int)(await node.AdminAsync(HttpMethod.Post, "migration", body))["taken"]!);
    }

    [GeneratedRegex("sk-rtr-[0-9A-Za-z]{8}-\\w+", RegexOptions.None, 1000)]
    private static partial Regex FirstKey();

    [GeneratedRegex(": 0 taken over, [1-9]\\d* there already", RegexOptions.None, 1000)]
    private static partial Regex Nothing();
}
