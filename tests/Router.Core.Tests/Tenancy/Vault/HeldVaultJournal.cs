using System.Text.Json;
using Router.Core.Journal;
using Router.Core.Tenancy.Vault;

namespace Router.Core.Tests.Tenancy.Vault;

/// <summary>A journal in memory whose flushes happen, or fail, when the test says so.</summary>
internal sealed class HeldVaultJournal : IVaultJournal
{
    private TaskCompletionSource<Durability>? _flush;

    public List<VaultEffect> Effects { get; } = [];

    public void Hold() => _flush = new TaskCompletionSource<Durability>();

    public void Flush() => _flush!.SetResult(Durability.Durable);

    /// <summary>Loses what waits; what comes from now on is kept.</summary>
    public void Fail()
    {
        TaskCompletionSource<Durability> lost = _flush!;
        _flush = null;
        lost.SetResult(Durability.Lost);
    }

    public JournalTicket Keep(VaultEffect effect)
    {
        Effects.Add(effect);
        return new JournalTicket(Effects.Count, new HeldFate(_flush?.Task ?? Task.FromResult(Durability.Durable)));
    }

    /// <summary>The vaults that a start would find.</summary>
    public VaultState[] Replay(bool twice = false)
    {
        Dictionary<string, TenantVault> vaults = [];
        foreach (VaultEffect effect in twice ? Effects.Concat(Effects) : Effects)
        {
            string json = JsonSerializer.Serialize(effect, VaultJson.Default.VaultEffect);
            if (!vaults.TryGetValue(effect.Tenant, out TenantVault? vault))
            {
                vaults.Add(effect.Tenant, vault = new TenantVault(VaultState.Empty(effect.Tenant)));
            }

            vault.Apply(JsonSerializer.Deserialize(json, VaultJson.Default.VaultEffect)!);
        }

        return [.. vaults.Values.Select(vault => vault.State)];
    }
}
