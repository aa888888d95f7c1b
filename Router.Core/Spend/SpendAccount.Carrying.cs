using Router.Core.Migration;
using Router.Core.Spend.Accounting;
using Router.Core.Spend.Effects;

namespace Router.Core.Spend;

/// <content>What was spent elsewhere, before the tenant came here.</content>
public sealed partial class SpendAccount
{
    private readonly SortedSet<string> _carried = new(StringComparer.Ordinal);

    /// <summary>Charges what was spent elsewhere, once for each source.</summary>
    /// <param name="source">Where it was spent.</param>
    /// <param name="spend">What; of periods that are over nothing is charged.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null when it was carried over before.</returns>
    public SpendEffect? Carry(string source, CarriedSpend spend, DateTimeOffset now)
    {
        Begin(now);
        if (_carried.Contains(source))
        {
            return null;
        }

        var then = new SpendCalendar();
        then.MoveTo(spend.At.UtcTicks);
        Money In(BudgetPeriod period, Money spent) => then.Start(period) == _calendar.Start(period) ? spent : Money.Zero;
        var effect = new Carried(
            _sequence + 1, Time(_now), source,
            [.. spend.Nodes.Select(node => new CarriedNode(node.Node, In(BudgetPeriod.Day, node.Day), In(BudgetPeriod.Week, node.Week), In(BudgetPeriod.Month, node.Month)))]);
        Apply(effect);
        return effect;
    }

    private void Apply(Carried effect)
    {
        foreach (CarriedNode node in effect.Nodes)
        {
            NodeOf(node.Node).Carry(node.Day, node.Week, node.Month, _calendar);
        }

        _carried.Add(effect.Source);
        _sequence = effect.Sequence;
    }
}
