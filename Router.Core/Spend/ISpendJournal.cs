using Router.Core.Spend.Effects;

namespace Router.Core.Spend;

/// <summary>Where accounts write down what changed them. It must return at once and must not call an account from within.</summary>
public interface ISpendJournal
{
    /// <summary>Writes an effect. A tenant's come in their order.</summary>
    void Write(string tenant, SpendEffect effect);
}
