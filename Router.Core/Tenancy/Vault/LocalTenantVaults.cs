using System.Collections.Immutable;
using Router.Core.Journal;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tenancy.Vault;

/// <summary>
/// The vaults of a single machine. Commands take one lock for as long as they decide and seal, and wait for the journal outside of it; reads take none. When
/// the journal fails, the vaults go back to what is kept, and whoever asked hears of it.
/// </summary>
public sealed partial class LocalTenantVaults : ITenantVaults
{
    private readonly Lock _lock = new();
    private readonly VaultSealer _sealer;
    private readonly Func<string, bool> _mayFallBack;
    private readonly IVaultJournal _journal;
    private readonly TimeProvider _clock;
    private readonly KeptState<ImmutableDictionary<string, VaultState>> _kept;
    private volatile ImmutableDictionary<string, VaultState> _states;

    /// <summary>Opens the vaults.</summary>
    /// <param name="sealer">Seals and opens secrets.</param>
    /// <param name="mayFallBack">Whether a tenant may use the default tenant's entries, see <see cref="TenantSettings.VaultFallback"/>.</param>
    /// <param name="journal">Keeps what happens from now on.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="kept">What was kept: snapshots with what the journal holds behind them.</param>
    public LocalTenantVaults(VaultSealer sealer, Func<string, bool> mayFallBack, IVaultJournal journal, TimeProvider clock, params IEnumerable<VaultState> kept)
    {
        (_sealer, _mayFallBack, _journal, _clock) = (sealer, mayFallBack, journal, clock);
        _states = kept.ToImmutableDictionary(state => state.Tenant, StringComparer.OrdinalIgnoreCase);
        _kept = new KeptState<ImmutableDictionary<string, VaultState>>(_states);
    }

    /// <summary>All vaults as they are now.</summary>
    public IEnumerable<VaultState> States => _states.Values;

    /// <inheritdoc/>
    public ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, string destination, long? ifVersion = null, Requester? by = null) =>
        VaultRules.Check(path, secret) is { } problem ? new(Refused(problem)) : PutAsync(path, secret, destination, oldUntil: null, ifVersion, by);

    /// <inheritdoc/>
    public ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null, Requester? by = null) =>
        (VaultRules.Check(path, secret) ?? VaultRules.CheckOverlap(oldUntil, _clock.GetUtcNow())) is { } problem
            ? new(Refused(problem))
            : PutAsync(path, secret, destination: null, oldUntil, ifVersion, by);

    /// <inheritdoc/>
    public async ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null, Requester? by = null)
    {
        VaultAnswer? answer = await RunAsync(path.Tenant, (_, run) => run(new DeleteSecret(path.User, path.Name, ifVersion) { By = by })).ConfigureAwait(false);
        return answer is null ? Refused(NotKept) : new VaultResult(null, answer.Problem) { Effect = answer.Effect, Position = answer.Position };
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant) => new(_states.TryGetValue(tenant, out VaultState? state)
        ? [.. state.Slots.Values.Where(entry => !entry.Secrets.IsEmpty).Select(entry => InfoOf(state.Tenant, entry))]
        : []);

    /// <inheritdoc/>
    public ValueTask<ResolvedSecret> ResolveAsync(VaultPath path, string destination)
    {
        VaultPath shared = path with { User = null };
        foreach (VaultPath place in path.User is null ? [shared] : new[] { path, shared })
        {
            if (Open(place, destination) is { } found)
            {
                return new(found);
            }
        }

        bool isDefault = string.Equals(path.Tenant, Tenant.DefaultId, StringComparison.OrdinalIgnoreCase);
        ResolvedSecret? fallback = !isDefault && _mayFallBack(path.Tenant) ? Open(shared with { Tenant = Tenant.DefaultId }, destination) : null;
        return new(fallback ?? new ResolvedSecret(Unknown(path)));
    }

    /// <inheritdoc/>
    public async ValueTask NoteUseAsync(VaultPath source)
    {
        if (Find(source) is var (_, entry) && !TenantVault.IsNoted(entry, _clock.GetUtcNow()))
        {
            await RunAsync(source.Tenant, (_, run) => run(new NoteUse(source.User, source.Name))).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RewrapReport> RewrapAsync()
    {
        int wrapped = 0;
        int already = 0;
        ImmutableArray<VaultProblem>.Builder failed = ImmutableArray.CreateBuilder<VaultProblem>();
        foreach (string tenant in _states.Values.Where(state => state.Key is not null).Select(state => state.Tenant))
        {
            VaultProblem? problem = null;
            VaultAnswer? answer = await RunAsync(tenant, (vault, run) => _sealer.Rewrap(vault.State, out problem) is { } key ? run(new WrapKey(key)) : new VaultAnswer()).ConfigureAwait(false);
            if ((answer is null ? NotKept : problem ?? answer.Problem) is { } wrong)
            {
                failed.Add(wrong);
            }
            else if (answer!.Effect is null)
            {
                already++;
            }
            else
            {
                wrapped++;
            }
        }

        return new RewrapReport(wrapped, already, failed.ToImmutable());
    }

    private async ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, string? destination, DateTimeOffset? oldUntil, long? ifVersion, Requester? by)
    {
        VaultResult? result = await RunAsync(path.Tenant, (vault, run) => Put(vault, run, path, secret, destination, oldUntil, ifVersion, by)).ConfigureAwait(false);
        return result ?? Refused(NotKept);
    }

    /// <param name="vault">The vault.</param>
    /// <param name="run">Lets it do something.</param>
    /// <param name="path">The entry.</param>
    /// <param name="secret">Its new secret.</param>
    /// <param name="destination">Where it may go; null for where the present one may.</param>
    /// <param name="oldUntil">The secret before can be had until then; null: no longer.</param>
    /// <param name="ifVersion">Only if this is the entry's version; null: whatever it is.</param>
    /// <param name="by">Who asks for it.</param>
    private VaultResult Put(
        TenantVault vault, Func<VaultCommand, VaultAnswer> run, VaultPath path, SecretBuffer secret, string? destination, DateTimeOffset? oldUntil, long? ifVersion, Requester? by)
    {
        VaultEntry? entry = vault.State.Find(path.User, path.Name);
        SecretVersion? present = entry?.Secrets.FirstOrDefault();
        if ((destination ?? present?.Destination) is not { } place)
        {
            return Refused(Unknown(path));
        }

        if (vault.State.Key is null)
        {
            run(new WrapKey(_sealer.NewKey(vault.State.Tenant)));
        }

        if (_sealer.Seal(vault.State, path.User, path.Name, place, secret, out VaultProblem? problem) is not { } sealedSecret)
        {
            return Refused(problem!);
        }

        bool isSame = present?.Fingerprint == sealedSecret.Fingerprint && present.Destination == place;
        bool endsOverlap = entry is { Secrets.Length: > 1 } && !(oldUntil > _clock.GetUtcNow());
        VaultAnswer answer = isSame && !endsOverlap
            ? new VaultAnswer { Entry = entry }
            : run(new PutSecret(path.User, path.Name, sealedSecret, oldUntil, ifVersion) { By = by });
        return new VaultResult(answer.Entry is { } now ? InfoOf(vault.State.Tenant, now) : null, answer.Problem) { Effect = answer.Effect, Position = answer.Position };
    }

    /// <summary>Runs what is decided on a vault as it is now, and waits until it is kept.</summary>
    /// <returns>Null when it could not be kept.</returns>
    private async ValueTask<T?> RunAsync<T>(string tenant, Func<TenantVault, Func<VaultCommand, VaultAnswer>, T> decide)
        where T : class
    {
        T answer;
        Task<Durability> kept;
        lock (_lock)
        {
            Settle();
            var vault = new TenantVault(_states.GetValueOrDefault(tenant) ?? VaultState.Empty(tenant));
            answer = decide(vault, command => Run(vault, command));

            // Also who changes nothing, or is refused, is answered by what others did just before.
            kept = _kept.Last;
        }

        Durability fate = await kept.ConfigureAwait(false);
        lock (_lock)
        {
            Settle();
        }

        return fate == Durability.Durable ? answer : null;
    }

    private VaultAnswer Run(TenantVault vault, VaultCommand command)
    {
        VaultAnswer answer = vault.Run(command, _clock.GetUtcNow());
        if (answer.Effect is { } effect)
        {
            _states = _states.SetItem(vault.State.Tenant, vault.State);
            JournalTicket ticket = _journal.Keep(effect);
            _kept.Add(_states, ticket.DurableAsync().AsTask());
            answer = answer with { Position = ticket.Position };
        }

        return answer;
    }

    private void Settle()
    {
        if (_kept.Settle())
        {
            _states = _kept.Kept;
        }
    }

    private (VaultState State, VaultEntry Entry)? Find(VaultPath path) =>
        _states.TryGetValue(path.Tenant, out VaultState? state) && state.Find(path.User, path.Name) is { Secrets.IsEmpty: false } entry ? (state, entry) : null;

    private ResolvedSecret? Open(VaultPath path, string destination)
    {
        if (Find(path) is not var (state, entry))
        {
            return null;
        }

        (SecretVersion present, VaultPath source) = (entry.Secrets[0], new VaultPath(state.Tenant, entry.User, entry.Name));
        if (present.Destination != destination)
        {
            return new ResolvedSecret(Elsewhere(source, present.Destination, destination));
        }

        if (_sealer.Open(state, entry, present, out VaultProblem? problem) is not { } secret)
        {
            return new ResolvedSecret(problem! with { Entry = source });
        }

        // An old secret that can't be opened is no reason to withhold the present one.
        SecretVersion? previous = entry.Secrets.Skip(1).FirstOrDefault(old => old.Until > _clock.GetUtcNow() && old.Destination == destination);
        SecretBuffer? old = previous is null ? null : _sealer.Open(state, entry, previous, out _);
        return new ResolvedSecret(source) { Secret = secret, Fingerprint = present.Fingerprint, Previous = old, PreviousFingerprint = old is null ? null : previous!.Fingerprint };
    }

    private static VaultInfo InfoOf(string tenant, VaultEntry entry) => new()
    {
        Path = new VaultPath(tenant, entry.User, entry.Name), Version = entry.Revision, Fingerprint = entry.Secrets[0].Fingerprint, LastFour = entry.Secrets[0].LastFour,
        Destination = entry.Secrets[0].Destination, Created = entry.Created, Changed = entry.Changed, Used = entry.Used,
        OldUntil = entry.Secrets.Length > 1 ? entry.Secrets[1].Until : null,
    };
}
