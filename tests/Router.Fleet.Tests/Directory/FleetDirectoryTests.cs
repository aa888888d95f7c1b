using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tests.Tenancy.Directory;
using Router.Fleet.Directory;
using Router.Fleet.Tests.Hosting;
using Router.Grains.Directory;

namespace Router.Fleet.Tests.Directory;

/// <summary>The contract of the directory, for one node of two; what it says of keys must be true at the other by then.</summary>
public sealed class FleetDirectoryTests : DirectoryContract, IClassFixture<DirectoryFleet>, IAsyncLifetime
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly DirectoryFleet _fleet;
    private readonly FleetDirectory[] _nodes;

    public FleetDirectoryTests(DirectoryFleet fleet)
    {
        _fleet = fleet;
        _nodes = [.. Enumerable.Range(0, 2).Select(node => fleet.Make<FleetDirectory>(node, new KeyIndex(), _name))];
    }

    protected override IDirectory Directory => _nodes[0];

    protected override KeyIndex Keys => _nodes[1].Keys;

    [Fact]
    public async Task Owner_ComesBackWithEverything_AndRevocationsStillReachAllNodes()
    {
        await AddAnn();
        var issuer = new KeyIssuer(_nodes[0], new KeyHasher("master"u8));
        NewKey[] keys = [.. (await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => await issuer.CreateAsync(new KeyOrder("acme", "ann", new KeySettings()))))).Select(issued => issued.Secret!)];
        await _fleet.DeactivateAsync(_fleet.Grains.GetGrain<IDirectoryGrain>(_name));
        foreach (NewKey key in keys)
        {
            Assert.NotNull(await _nodes[1].FindAsync(EntryRef.OfKey(key.Id)));
        }

        await _nodes[0].RunAsync(new SetStanding(EntryRef.OfKey(keys[7].Id), Standing.Deleted));
        Assert.Equal(KeyRefusal.Revoked, Check(0, keys[7].Secret));
        Assert.Equal(KeyRefusal.Revoked, await Until.Async(() => Task.FromResult(Check(1, keys[7].Secret)), seen => seen == KeyRefusal.Revoked));
        Assert.Equal(KeyRefusal.None, Check(1, keys[8].Secret));
    }

    /// <summary>Whether the owner is here or on the other node: the answer to who asked says that it is new, and no change the second time.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task AnswersSayWhatChanged_AtEitherNode(int node)
    {
        string id = $"t{Guid.NewGuid():N}";
        var command = new CreateTenant(id, new TenantSettings { Name = id });
        Assert.Equal(DirectoryChange.Created, (await _nodes[node].RunAsync(command)).Effect?.Change);
        Assert.Null((await _nodes[node].RunAsync(command)).Effect);
    }

    /// <summary>A change and its audit record are both there, or will be: the next owner tells what the one before could not.</summary>
    [Fact]
    public async Task ChangesAreTold_AndByTheNextOwner_WhenTheTrailWasAway()
    {
        string id = $"t{Guid.NewGuid():N}";
        var by = new Requester("default", "ann", "key", "req_1", null);
        Assert.Empty((await _nodes[0].RunAsync(new CreateTenant(id, new TenantSettings { Name = id }) { By = by })).Problems);
        (long first, DirectoryEffect made) = Assert.Single(_fleet.Acts.Changes, told => told.Effect.Entry.Id == id);
        Assert.Equal(("ann", DirectoryChange.Created), (made.By!.User, made.Change));

        _fleet.Acts.SetAway(id, isAway: true);
        Assert.Empty((await _nodes[1].RunAsync(new SetStanding(EntryRef.OfTenant(id), Standing.Suspended) { By = by })).Problems);
        for (int other = 0; other < 200; other++)
        {
            // More than are kept before they are folded into the whole state.
            await _nodes[0].RunAsync(new CreateTenant($"{id}-{other}", new TenantSettings { Name = $"{id}-{other}" }) { By = by });
        }

        await _fleet.DeactivateAsync(_fleet.Grains.GetGrain<IDirectoryGrain>(_name));
        _fleet.Acts.SetAway(id, isAway: false);
        await _nodes[0].FindAsync(EntryRef.OfTenant(id)); // comes up again

        (long Position, DirectoryEffect Effect)[] all = await Until.Async(
            () => Task.FromResult(_fleet.Acts.Changes.Where(told => told.Effect.Entry.Id.StartsWith(id, StringComparison.Ordinal)).DistinctBy(told => told.Position).ToArray()), told => told.Length == 202);
        Assert.Equal(Enumerable.Range(0, 202).Select(offset => first + offset), all.Select(told => told.Position));
        Assert.Equal(DirectoryChange.Suspended, all[1].Effect.Change);
    }

    public async ValueTask InitializeAsync() => await Task.WhenAll(_nodes.Select(node => node.StartAsync()));

    public async ValueTask DisposeAsync() => await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));

    private KeyRefusal Check(int node, string secret) =>
        new KeyRing(new KeyHasher("master"u8), [], _nodes[node].Keys).TryFind(secret, _fleet.Clock.GetUtcNow(), null, out _);
}
