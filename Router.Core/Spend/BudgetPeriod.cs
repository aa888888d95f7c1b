namespace Router.Core.Spend;

/// <summary>The calendar periods of budgets, in UTC.</summary>
public enum BudgetPeriod
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Monday (ISO 8601).</summary>
    Week,

    /// <summary>From the first to the first.</summary>
    Month,
}
