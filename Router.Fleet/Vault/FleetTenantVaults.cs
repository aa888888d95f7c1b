using System.Collections.Concurrent;
using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Grains.Vault;

namespace Router.Fleet.Vault;

/// <summary>
/// The vaults of a fleet as a node sees them. Sealing, opening and deciding happen here, by the same code as on a single machine, over the sealed state that was
/// read; the vault's owner keeps the effects if nobody was faster. What is read stays known until the owner says that it changed.
/// </summary>
internal sealed class FleetTenantVaults : ITenantVaults
{
    private const string Away = "is out of reach or can't be stored, so nothing may have changed. Try again when all nodes and Redis are well";

    /// <summary>Should a change not be heard, it is seen by then.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, KnownVault> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, long> _changed = new(StringComparer.OrdinalIgnoreCase);
    private readonly IGrainFactory _grains;
    private readonly FleetNode _node;
    private readonly VaultSealer _sealer;
    private readonly VaultSurroundings _around;
    private readonly FleetOptions _options;
    private readonly string _realm;

    public FleetTenantVaults(IGrainFactory grains, FleetNode node, NodeEar ear, VaultSealer sealer, VaultSurroundings around, FleetOptions options, string realm = "")
    {
        (_grains, _node, _sealer, _around, _options, _realm) = (grains, node, sealer, around, options, realm);
        ear.OnVault = (key, position) =>
        {
            string tenant = key[realm.Length..];
            _changed.AddOrUpdate(tenant, position, (_, before) => Math.Max(before, position));
            _known.TryRemove(tenant, out _);
        };
    }

    public ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, string destination, long? ifVersion = null, Requester? by = null) =>
        ChangeAsync(path.Tenant, vaults => vaults.PutAsync(path, secret, destination, ifVersion, by));

    public ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null, Requester? by = null) =>
        ChangeAsync(path.Tenant, vaults => vaults.RotateAsync(path, secret, oldUntil, ifVersion, by));

    public ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null, Requester? by = null) =>
        ChangeAsync(path.Tenant, vaults => vaults.DeleteAsync(path, ifVersion, by));

    public async ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant) => await Of(await ReadAsync(tenant, isFresh: true)).ListAsync(tenant);

    public async ValueTask<ResolvedSecret> ResolveAsync(VaultPath path, string destination) =>
        await Of(await ReadAsync(path.Tenant), await ReadAsync(Tenant.DefaultId)).ResolveAsync(path, destination);

    public async ValueTask NoteUseAsync(VaultPath source) => await DecideAsync(
        source.Tenant,
        async vaults =>
        {
            await vaults.NoteUseAsync(source);
            return true;
        });

    public async ValueTask<RewrapReport> RewrapAsync()
    {
        RewrapReport all = new(0, 0, []);
        foreach (string tenant in await _around.TenantsAsync())
        {
            RewrapReport one = await DecideAsync(tenant, vaults => vaults.RewrapAsync());
            all = new RewrapReport(all.Wrapped + one.Wrapped, all.Already + one.Already, all.Failed.AddRange(one.Failed));
        }

        return all;
    }

    private async ValueTask<VaultResult> ChangeAsync(string tenant, Func<LocalTenantVaults, ValueTask<VaultResult>> decide)
    {
        try
        {
            return await DecideAsync(tenant, decide);
        }
        catch (IOException)
        {
            return new VaultResult(null, new VaultProblem(VaultProblemKind.NotKept, "vault", Away));
        }
    }

    /// <summary>Decides on the latest state until nobody else was faster.</summary>
    /// <exception cref="IOException">Nothing may have changed: the owner is out of reach, or storage is away.</exception>
    private async ValueTask<T> DecideAsync<T>(string tenant, Func<LocalTenantVaults, ValueTask<T>> decide)
    {
        // Those of this node take turns: only other nodes can be faster.
        SemaphoreSlim turn = _turns.GetOrAdd(tenant, static _ => new SemaphoreSlim(1));
        await turn.WaitAsync();
        try
        {
            while (true)
            {
                KnownVault known = await ReadAsync(tenant, isFresh: true);
                var decided = new DecidedEffects();
                T answer = await decide(Of(decided, known));
                if (decided.Effects.Count == 0)
                {
                    return answer;
                }

                var batch = Guid.NewGuid();
                VaultKeeping kept = await Reach.AskAsync(() => GrainOf(tenant).KeepAsync(batch, known.Position, [.. decided.Effects]), _options.Patience);
                _known.TryRemove(tenant, out _);
                switch (kept)
                {
                    case VaultKeeping.Kept:
                        return answer;
                    case VaultKeeping.NotKept:
                        throw new IOException(Away);
                }
            }
        }
        catch (Exception exception) when (exception is not IOException && Reach.IsLost(exception))
        {
            throw new IOException(Away, exception);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<KnownVault> ReadAsync(string tenant, bool isFresh = false)
    {
        _known.TryGetValue(tenant, out KnownVault? known);
        if (!isFresh && known is not null && TimeProvider.System.GetElapsedTime(known.ReadAt) < KnownFor)
        {
            return known;
        }

        try
        {
            VaultReading reading = await Reach.AskAsync(() => GrainOf(tenant).ReadAsync(_node.Name, _node.Listener), _options.Patience);
            var read = new KnownVault(reading.Position, reading.Vault is { } vault ? VaultState.Restore(vault) : null, TimeProvider.System.GetTimestamp());
            if (read.Position >= _changed.GetValueOrDefault(tenant))
            {
                _known[tenant] = read;
            }

            return read;
        }
        catch (Exception exception) when (Reach.IsLost(exception) && !isFresh && known is not null)
        {
            return known; // a provider's key that was good a moment ago serves better than none
        }
    }

    private LocalTenantVaults Of(params KnownVault[] known) => Of(new DecidedEffects(), known);

    private LocalTenantVaults Of(DecidedEffects decided, params KnownVault[] known) =>
        new(_sealer, _around.MayFallBack, decided, _around.Clock, known.Select(vault => vault.State).OfType<VaultState>().DistinctBy(state => state.Tenant, StringComparer.OrdinalIgnoreCase));

    private ITenantVaultGrain GrainOf(string tenant) => _grains.GetGrain<ITenantVaultGrain>(_realm + tenant.ToLowerInvariant());
}
