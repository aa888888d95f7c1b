using Router.Core.Journal;
using Router.Core.Tenancy.Vault;

namespace Router.Fleet.Vault;

/// <summary>Collects what a decision does to a vault, before anything is kept.</summary>
internal sealed class DecidedEffects : IVaultJournal
{
    private readonly List<VaultEffect> _effects = [];

    public IReadOnlyList<VaultEffect> Effects => _effects;

    public Task<Durability> Keep(VaultEffect effect)
    {
        _effects.Add(effect);
        return Task.FromResult(Durability.Durable);
    }
}
