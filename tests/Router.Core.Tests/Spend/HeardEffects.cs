using Router.Core.Journal;
using Router.Core.Spend;
using Router.Core.Spend.Effects;

namespace Router.Core.Tests.Spend;

/// <summary>A journal in memory. Tenants write at one time.</summary>
internal sealed class HeardEffects : ISpendJournal
{
    private readonly List<(string Tenant, SpendEffect Effect)> _effects = [];

    public IReadOnlyList<(string Tenant, SpendEffect Effect)> Effects => _effects;

    public JournalTicket? Write(string tenant, SpendEffect effect)
    {
        lock (_effects)
        {
            _effects.Add((tenant, effect));
        }

        return null;
    }
}
