using System.Collections.Immutable;
using Router.Core.Spend.Pricing;

namespace Router.Core.Spend.Answers;

/// <summary>What a settlement charged.</summary>
/// <param name="Known">False: there was no such reservation any more, and nothing was charged.</param>
/// <param name="Cost">What was charged.</param>
/// <param name="Overrun">How much of it was more than reserved.</param>
/// <param name="Price">The price used.</param>
/// <param name="Fullest">The budget of which most is spent now; null where there is none.</param>
public readonly record struct SettleAnswer(bool Known, Money Cost, Money Overrun, TokenPrice Price, BudgetStanding? Fullest)
{
    /// <summary>The budgets of which this settlement was the one to reach a percentage that people are warned at.</summary>
    public ImmutableArray<BudgetStanding> Reached
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>It is charged, but could not be written down: should the process end, its reservation is charged instead.</summary>
    public bool IsUnwritten { get; init; }
}
