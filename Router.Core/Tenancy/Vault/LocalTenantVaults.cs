using System.Collections.Concurrent;
using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tenancy.Vault;

/// <summary>The vaults of a single machine: one lock a vault for changes, none for reads.</summary>
/// <param name="sealer">Seals and opens secrets.</param>
/// <param name="mayFallBack">Whether a tenant may use the default tenant's entries, see <see cref="TenantSettings.VaultFallback"/>.</param>
/// <param name="journal">Keeps what happens from now on.</param>
/// <param name="clock">The clock.</param>
/// <param name="kept">What was kept: snapshots with what the journal holds behind them.</param>
public sealed class LocalTenantVaults(VaultSealer sealer, Func<string, bool> mayFallBack, IVaultJournal journal, TimeProvider clock, params IEnumerable<VaultState> kept)
    : ITenantVaults
{
    private readonly ConcurrentDictionary<string, VaultCell> _cells = new(
        kept.Select(state => KeyValuePair.Create(state.Tenant, new VaultCell(state))), StringComparer.OrdinalIgnoreCase);

    /// <summary>All vaults as they are now: what to take snapshots of.</summary>
    public IEnumerable<VaultState> States => _cells.Values.Select(cell => cell.State);

    /// <inheritdoc/>
    public ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, long? ifVersion = null) =>
        VaultRules.Check(path, secret) is { } problem ? new(new VaultResult(null, problem)) : PutAsync(path, secret, oldUntil: null, ifVersion);

    /// <inheritdoc/>
    public ValueTask<VaultResult> RotateAsync(VaultPath path, SecretBuffer secret, DateTimeOffset oldUntil, long? ifVersion = null)
    {
        if ((VaultRules.Check(path, secret) ?? VaultRules.CheckOverlap(oldUntil, clock.GetUtcNow())) is { } problem)
        {
            return new(new VaultResult(null, problem));
        }

        return Live(path) is null ? new(new VaultResult(null, Unknown(path))) : PutAsync(path, secret, oldUntil, ifVersion);
    }

    /// <inheritdoc/>
    public async ValueTask<VaultResult> DeleteAsync(VaultPath path, long? ifVersion = null)
    {
        if (!_cells.TryGetValue(path.Tenant, out VaultCell? cell))
        {
            return new VaultResult(null, Unknown(path));
        }

        VaultAnswer answer = await cell.RunAsync(run => run(new DeleteSecret(path.User, path.Name, ifVersion)), journal, clock.GetUtcNow()).ConfigureAwait(false);
        return new VaultResult(null, answer.Problem);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<VaultInfo>> ListAsync(string tenant, string? user) => new(_cells.TryGetValue(tenant, out VaultCell? cell) && cell.State is var state
        ? [.. state.Slots.Values.Where(entry => !entry.Secrets.IsEmpty && string.Equals(entry.User, user, StringComparison.OrdinalIgnoreCase)).Select(entry => InfoOf(state.Tenant, entry))]
        : []);

    /// <inheritdoc/>
    public ValueTask<ResolvedSecret> ResolveAsync(VaultPath path)
    {
        VaultPath shared = path with { User = null };
        foreach (VaultPath place in path.User is null ? [shared] : new[] { path, shared })
        {
            if (Open(place) is { } found)
            {
                return new(found);
            }
        }

        bool isDefault = string.Equals(path.Tenant, Tenant.DefaultId, StringComparison.OrdinalIgnoreCase);
        ResolvedSecret? fallback = !isDefault && mayFallBack(path.Tenant) ? Open(shared with { Tenant = Tenant.DefaultId }) : null;
        return new(fallback ?? new ResolvedSecret(Unknown(path)));
    }

    /// <inheritdoc/>
    public async ValueTask NoteUseAsync(VaultPath source)
    {
        if (_cells.TryGetValue(source.Tenant, out VaultCell? cell))
        {
            await cell.RunAsync(run => run(new NoteUse(source.User, source.Name)), journal, clock.GetUtcNow()).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RewrapReport> RewrapAsync()
    {
        int wrapped = 0;
        int already = 0;
        ImmutableArray<VaultProblem>.Builder failed = ImmutableArray.CreateBuilder<VaultProblem>();
        foreach (VaultCell cell in _cells.Values)
        {
            (bool isWrapped, VaultProblem? problem) = await cell.RunAsync(run => Rewrap(cell.State, run), journal, clock.GetUtcNow()).ConfigureAwait(false);
            wrapped += isWrapped ? 1 : 0;
            already += !isWrapped && problem is null && cell.State.Key is not null ? 1 : 0;
            if (problem is not null)
            {
                failed.Add(problem);
            }
        }

        return new RewrapReport(wrapped, already, failed.ToImmutable());
    }

    private async ValueTask<VaultResult> PutAsync(VaultPath path, SecretBuffer secret, DateTimeOffset? oldUntil, long? ifVersion)
    {
        VaultCell cell = _cells.GetOrAdd(path.Tenant, tenant => new VaultCell(VaultState.Empty(tenant)));
        VaultAnswer answer = await cell.RunAsync(run => Put(cell, path, secret, oldUntil, ifVersion, run), journal, clock.GetUtcNow()).ConfigureAwait(false);
        return new VaultResult(answer.Entry is { } entry ? InfoOf(cell.State.Tenant, entry) : null, answer.Problem);
    }

    private VaultAnswer Put(VaultCell cell, VaultPath path, SecretBuffer secret, DateTimeOffset? oldUntil, long? ifVersion, Func<VaultCommand, VaultAnswer> run)
    {
        if (cell.State.Key is null)
        {
            run(new WrapKey(sealer.NewKey(cell.State.Tenant)));
        }

        if (sealer.Seal(cell.State, path.User, path.Name, secret, out VaultProblem? problem) is not { } sealedSecret)
        {
            return new VaultAnswer { Problem = problem };
        }

        VaultEntry? entry = cell.State.Find(path.User, path.Name);
        return entry?.Secrets is [{ } present, ..] && present.Fingerprint == sealedSecret.Fingerprint
            ? new VaultAnswer { Entry = entry }
            : run(new PutSecret(path.User, path.Name, sealedSecret, oldUntil, ifVersion));
    }

    private (bool IsWrapped, VaultProblem? Problem) Rewrap(VaultState state, Func<VaultCommand, VaultAnswer> run) =>
        sealer.Rewrap(state, out VaultProblem? problem) is { } key ? (true, run(new WrapKey(key)).Problem) : (false, problem);

    private VaultEntry? Live(VaultPath path) =>
        _cells.TryGetValue(path.Tenant, out VaultCell? cell) && cell.State.Find(path.User, path.Name) is { Secrets.IsEmpty: false } entry ? entry : null;

    private ResolvedSecret? Open(VaultPath path)
    {
        if (!_cells.TryGetValue(path.Tenant, out VaultCell? cell))
        {
            return null;
        }

        VaultState state = cell.State;
        if (state.Find(path.User, path.Name) is not { Secrets: [var present, .. var older] } entry)
        {
            return null;
        }

        if (sealer.Open(state, entry, present, out VaultProblem? problem) is not { } secret)
        {
            return new ResolvedSecret(problem!);
        }

        // An old secret that can't be opened is no reason to withhold the present one.
        SecretVersion? previous = older.FirstOrDefault(old => old.Until > clock.GetUtcNow());
        return new ResolvedSecret(new VaultPath(state.Tenant, entry.User, entry.Name), secret, previous is null ? null : sealer.Open(state, entry, previous, out _));
    }

    private static VaultInfo InfoOf(string tenant, VaultEntry entry) => new()
    {
        Path = new VaultPath(tenant, entry.User, entry.Name), Version = entry.Version, Fingerprint = entry.Secrets[0].Fingerprint, LastFour = entry.Secrets[0].LastFour,
        Created = entry.Created, Changed = entry.Changed, Used = entry.Used, OldUntil = entry.Secrets.Length > 1 ? entry.Secrets[1].Until : null,
    };

    private static VaultProblem Unknown(VaultPath path) => new(
        VaultProblemKind.Unknown, "name", $"tenant \"{path.Tenant}\" has no vault entry \"{path.Name}\"{(path.User is null ? "" : $", nor has its user \"{path.User}\"")}; put one under that name");
}
