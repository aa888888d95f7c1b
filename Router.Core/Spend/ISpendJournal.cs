using Router.Core.Journal;
using Router.Core.Spend.Effects;

namespace Router.Core.Spend;

/// <summary>Where accounts write down what changed them. It must return at once and must not call an account from within.</summary>
public interface ISpendJournal
{
    /// <summary>Writes an effect. A tenant's come in their order.</summary>
    /// <returns>What becomes of it; null where nobody needs to wait.</returns>
    JournalTicket? Write(string tenant, SpendEffect effect);
}
