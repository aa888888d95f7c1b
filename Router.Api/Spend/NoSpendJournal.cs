using Router.Core.Spend;
using Router.Core.Spend.Effects;

namespace Router.Api.Spend;

/// <summary>Writes nothing down: what is spent is known until the process ends.</summary>
internal sealed class NoSpendJournal : ISpendJournal
{
    public void Write(string tenant, SpendEffect effect)
    {
    }
}
