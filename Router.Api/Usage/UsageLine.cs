using System.Globalization;
using Router.Core.Spend;

namespace Router.Api.Usage;

/// <summary>A caller's usage in one line, for a status line.</summary>
internal static class UsageLine
{
    /// <summary><c>alice · $1.27 today · $12.30 of $50.00 this month (24 %), anew on Dec 1</c></summary>
    public static string Of(string user, Money today, Money month, IEnumerable<BudgetStanding> budgets)
    {
        string spent = $"{user} · {Cents(today)} today";
        return budgets.OrderByDescending(budget => budget.Percent).Select(budget => (BudgetStanding?)budget).FirstOrDefault() is { } fullest
            ? string.Create(CultureInfo.InvariantCulture, $"{spent} · {Cents(fullest.Spent)} of {fullest.Budget.Amount} {Period(fullest.Budget.Per)} ({fullest.Percent} %), anew on {fullest.Reset.UtcDateTime:MMM d}\n")
            : $"{spent} · {Cents(month)} this month\n";
    }

    private static string Cents(Money money) => "$" + money.Usd.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Period(BudgetPeriod per) => per switch { BudgetPeriod.Day => "today", BudgetPeriod.Week => "this week", _ => "this month" };
}
