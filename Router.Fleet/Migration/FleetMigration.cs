using System.Collections.Immutable;
using Router.Api.Migration;
using Router.Core.AdminContract;
using Router.Core.Migration;
using Router.Core.Tenancy.Vault;
using Router.Fleet.Calls;
using Router.Fleet.Directory;
using Router.Fleet.Hosting;
using Router.Grains.Directory;
using Router.Grains.Spend;
using Router.Grains.Vault;

namespace Router.Fleet.Migration;

/// <summary>Takes a single machine's state over into the fleet's owners. Each of them knows what it has already.</summary>
internal sealed class FleetMigration(IGrainFactory grains, FleetNode node) : IMigrationTarget
{
    /// <summary>Whoever moves a company's keys would rather wait than begin anew.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Away = "The fleet can't keep what was sent at the moment. What it has kept stays; do it again when all nodes and Redis are well.";

    public async Task<AdminResult<MigrationReport>> TakeAsync(MigrationPart part)
    {
        int taken = 0, known = 0;
        ImmutableArray<string>.Builder left = ImmutableArray.CreateBuilder<string>();
        try
        {
            if (!part.Entries.IsEmpty)
            {
                DirectoryImport directory = await Reach.AskAsync(() => grains.GetGrain<IDirectoryGrain>(FleetDirectory.TheOne).ImportAsync(part.Entries), Patience);
                if (!directory.IsKept)
                {
                    return new AdminProblem(AdminProblemKind.NotKept, Away);
                }

                taken += directory.Taken;
                known += part.Entries.Length - directory.Taken - directory.Left.Length;
                left.AddRange(directory.Left);
            }

            foreach (VaultSnapshot vault in part.Vaults)
            {
                (int here, bool isForeign) = await TakeAsync(vault);
                taken += here;
                known += isForeign ? 0 : vault.Entries.Length - here;
                if (isForeign)
                {
                    left.Add($"vault of tenant \"{vault.Tenant}\": the fleet's has secrets of its own under another key; put these anew there: {string.Join(", ", vault.Entries.Where(entry => !entry.Secrets.IsEmpty).Select(entry => entry.Name))}");
                }
            }

            foreach (CarriedSpend spend in part.Spend)
            {
                CarryOutcome outcome = await Reach.AskAsync(() => grains.GetGrain<ISpendAccountGrain>(spend.Tenant).CarryAsync(part.Source, spend), Patience);
                if (outcome == CarryOutcome.NotKept)
                {
                    return new AdminProblem(AdminProblemKind.NotKept, Away);
                }

                taken += outcome == CarryOutcome.Taken ? 1 : 0;
                known += outcome == CarryOutcome.Known ? 1 : 0;
            }
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            return new AdminProblem(AdminProblemKind.NotKept, Away);
        }

        return new MigrationReport(taken, known, left.ToImmutable());
    }

    /// <summary>Sealed secrets move as they are, with the data key that they are sealed under: into a vault that has none, or has the same.</summary>
    /// <returns>How many entries are here now and were not before; whether the vault here has another data key and lacks some.</returns>
    /// <exception cref="IOException">Storage is away.</exception>
    private async Task<(int Taken, bool IsForeign)> TakeAsync(VaultSnapshot vault)
    {
        ITenantVaultGrain grain = grains.GetGrain<ITenantVaultGrain>(vault.Tenant.ToLowerInvariant());
        while (true)
        {
            VaultReading reading = await Reach.AskAsync(() => grain.ReadAsync(node.Name, node.Listener), Patience);
            VaultState here = reading.Vault is { } kept ? VaultState.Restore(kept) : VaultState.Empty(vault.Tenant);
            VaultEntry[] missing = [.. vault.Entries.Where(entry => !(here.Find(entry.User, entry.Name) is { } known && known.Created == entry.Created && known.Version >= entry.Version))];
            if (missing.Length == 0)
            {
                return (0, false);
            }

            if (here.Key is { } key && !key.Sealed.Span.SequenceEqual(vault.Key!.Sealed.Span))
            {
                return (0, true);
            }

            var batch = Guid.NewGuid();
            ImmutableArray<VaultEffect> effects = [.. missing.Select(entry => new VaultEffect(vault.Tenant, here.Key is null ? vault.Key : null, entry))];
            switch (await Reach.AskAsync(() => grain.KeepAsync(batch, reading.Position, effects), Patience))
            {
                case VaultKeeping.Kept:
                    return (missing.Length, false);
                case VaultKeeping.NotKept:
                    throw new IOException(Away);
            }
        }
    }
}
