using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Router.Core.Tenancy.Vault;
using Router.Core.Tests.Admission;
using Router.Core.Tests.Tenancy.Vault;
using Router.Fleet.Hosting;
using Router.Fleet.Tests.Hosting;
using Router.Fleet.Vault;
using Router.Grains.Hosting;
using Router.Grains.Vault;

namespace Router.Fleet.Tests.Vault;

/// <summary>The contract of vaults, for two nodes in turn.</summary>
public sealed class FleetTenantVaultsTests(TestFleet fleet) : VaultContract, IAsyncLifetime
{
    private readonly HandClock _clock = new();
    private readonly string _realm = $"{Guid.NewGuid():N}-";
    private VaultsInTurn _vaults = null!;

    protected override ITenantVaults Vaults => _vaults;

    [Fact]
    public async Task Grain_SeesNothingReadable()
    {
        await Put(Glm, LongKey);
        FleetNode node = fleet.Node(0).GetRequiredService<FleetNode>();
        VaultReading reading = await fleet.Grains.GetGrain<ITenantVaultGrain>(_realm + "acme").ReadAsync(node.Name, node.Listener);
        string stored = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(reading, WireJson.Options));
        Assert.Contains("Sealed", stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(LongKey, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(LongKey)), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewSecret_IsTheOtherNodesAtOnce()
    {
        await Put(Glm, "first");
        Assert.Equal("first", await Resolve(Glm));
        Assert.Equal("first", await Resolve(Glm));
        await Put(Glm, "second");
        Assert.Equal("second", await Resolve(Glm));
        Assert.Equal("second", await Resolve(Glm));
    }

    [Fact]
    public async Task ResolvingAgain_CostsNoCall()
    {
        await Put(Glm, LongKey);
        await Resolve(Glm);
        await Resolve(Glm);
        int before = fleet.Calls.Of(nameof(ITenantVaultGrain));
        for (int time = 0; time < 50; time++)
        {
            Assert.Equal(LongKey, await Resolve(Glm));
        }

        Assert.InRange(fleet.Calls.Of(nameof(ITenantVaultGrain)) - before, 0, 4); // after five seconds it looks whether it missed something
    }

    public ValueTask InitializeAsync()
    {
        var around = new VaultSurroundings(tenant => !tenant.EndsWith("beta", StringComparison.Ordinal), () => Task.FromResult(ImmutableArray.Create("acme")), _clock);
        _vaults = new VaultsInTurn([.. Enumerable.Range(0, 2).Select(node => fleet.Make<FleetTenantVaults>(node, Master.SealerOf(Master.First), around, _realm))]);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override void Advance(TimeSpan time) => _clock.Advance(time.TotalSeconds);
}
