using Router.Core.Journal;
using Router.Core.Tenancy.Vault;

namespace Router.Fleet.Vault;

/// <summary>Collects what a decision does to a vault, before anything is kept.</summary>
internal sealed class DecidedEffects : IVaultJournal
{
    private readonly List<VaultEffect> _effects = [];

    public IReadOnlyList<VaultEffect> Effects => _effects;

    public JournalTicket Keep(VaultEffect effect)
    {
        _effects.Add(effect);
        return new JournalTicket(_effects.Count, Decided.Instance);
    }

    /// <summary>A decision waits for nothing: whether it is kept is its owner's to say.</summary>
    private sealed class Decided : IRecordFate
    {
        public static Decided Instance { get; } = new();

        public ValueTask<Durability> WrittenAsync() => new(Durability.Durable);

        public ValueTask<Durability> DurableAsync() => new(Durability.Durable);
    }
}
