using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;
using Router.Fleet.Outbox;
using Router.Fleet.Tests.Hosting;
using Router.Fleet.Usage;
using Router.Grains.Usage;

namespace Router.Fleet.Tests.Usage;

/// <summary>Usage of two nodes: each hands over what it saw, and both tell all of it.</summary>
public sealed class FleetUsageTests : IAsyncDisposable
{
    private static readonly TokenPrice Price = TokenPrice.FromUsd(1, 5, 0.1m, 1.25m, 2);

    private readonly string[] _tenants = [$"{Guid.NewGuid():N}-a", $"{Guid.NewGuid():N}-b"];
    private readonly TestFleet _fleet;
    private readonly NodeOutbox<UsageRecord>[] _outboxes = [new("usage"), new("usage")];
    private readonly FleetUsage[] _nodes;

    public FleetUsageTests(TestFleet fleet)
    {
        _fleet = fleet;
        _nodes = [.. Enumerable.Range(0, 2).Select(node => fleet.Make<FleetUsage>(node, _outboxes[node], new KnownTenants(() => [.. _tenants])))];
    }

    [Fact]
    public async Task RecordsOfBothNodes_AreOneSum_AndGoOnlyOnce()
    {
        UsageRecord record = Record(_tenants[0], "ann", 10);
        await _nodes[0].AddAsync(record);
        await _nodes[1].AddAsync(Record(_tenants[0], "ann", 20));
        await SendAsync();
        await _nodes[0].AddAsync(record); // as an outbox sends again what it got no answer to
        await SendAsync();

        foreach (FleetUsage node in _nodes)
        {
            UsageRow row = Assert.Single(await node.QueryAsync(ByUser(_tenants[0])));
            Assert.Equal(("ann", 2L, 30L), (row.Name, row.Sum.Requests, row.Sum.Tokens.Input));
        }

        Assert.Equal((0, 0), (_outboxes[0].Count, _outboxes[1].Count));
    }

    [Fact]
    public async Task WithoutATenant_AllTenantsAreTold_InOrder()
    {
        await _nodes[0].AddAsync(Record(_tenants[1], "bob", 1));
        await _nodes[1].AddAsync(Record(_tenants[0], "ann", 1));
        await SendAsync();
        ImmutableArray<UsageRow> rows = await _nodes[0].QueryAsync(ByUser(tenant: null));
        Assert.Equal(_tenants.Order(StringComparer.Ordinal), rows.Select(row => row.Tenant));
        Assert.Equal(2, (await _nodes[1].RecentAsync()).Length);
    }

    [Fact]
    public async Task SessionsAndLastRecords_AreThereAfterAMove()
    {
        await _nodes[0].AddAsync(Record(_tenants[0], "ann", 1, "first"));
        await SendAsync();
        _fleet.Clock.Advance(1);
        foreach (int number in Enumerable.Range(0, 200))
        {
            await _nodes[1].AddAsync(Record(_tenants[0], "ann", number, "second"));
        }

        await SendAsync();
        await _fleet.DeactivateAsync(_fleet.Grains.GetGrain<IUsageGrain>(_tenants[0]));

        ImmutableArray<SessionUse> sessions = await _nodes[0].SessionsAsync();
        Assert.Equal(["second", "first"], sessions.Select(session => session.Id));
        Assert.Equal(200L, sessions[0].Agents.Single().Sum.Requests);
        ImmutableArray<UsageRecord> recent = await _nodes[0].RecentAsync();
        Assert.Equal((201, "first"), (recent.Length, recent[^1].Origin.Session));
    }

    [Fact]
    public async Task RefusedMessage_IsShownAndNotCounted()
    {
        await _nodes[0].AddAsync(Record(_tenants[0], "ann", 0) with { Outcome = SettlementKind.NotSent });
        await SendAsync();
        Assert.Equal(SettlementKind.NotSent, Assert.Single(await _nodes[1].RecentAsync()).Outcome);
        Assert.Empty(await _nodes[1].QueryAsync(ByUser(_tenants[0])));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FleetUsage node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private async Task SendAsync()
    {
        foreach (FleetUsage node in _nodes)
        {
            await node.SendAsync();
        }
    }

    private UsageQuery ByUser(string? tenant) =>
        new(UsageGroup.User, UsagePeriod.Day, _fleet.Clock.GetUtcNow().AddDays(-2), _fleet.Clock.GetUtcNow().AddDays(2), tenant);

    private UsageRecord Record(string tenant, string user, long input, string? session = null) => new()
    {
        Id = ReservationId.New(), At = _fleet.Clock.GetUtcNow(), Tenant = tenant, Path = new SpendPath(null, user, "k1"), Origin = new RequestOrigin("m", session),
        Tokens = new TokenCounts(input, 0), Price = Price, PriceOrigin = PriceOrigin.Configured, Cost = Price.Cost(new TokenCounts(input, 0)), Outcome = SettlementKind.Answered,
    };
}
