using System.Globalization;
using Router.Protocol.Anthropic;

namespace Router.Core.Spend.Answers;

/// <summary>Turns refusals into what Claude Code understands and a user can act on.</summary>
public static class SpendWords
{
    /// <summary>Nothing else is retried into: the client's library obeys this header before any status.</summary>
    private static readonly KeyValuePair<string, string> DoNotRetry = new("x-should-retry", "false");

    /// <summary>The answer to a refused request.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="tenant">The tenant's name, for the sentence.</param>
    public static ClientAnswer Refuse(SpendRefusal refusal, string tenant)
    {
        var wait = new KeyValuePair<string, string>("retry-after", Seconds(refusal.RetryAfter).ToString(CultureInfo.InvariantCulture));
        return refusal is { Reason: SpendRefusalReason.Budget, Budget: { } budget }
            ? new ClientAnswer(429, ErrorType.Billing, UsedUp(refusal, budget, tenant), [wait, DoNotRetry, .. SpendHeaders.OfUsedUp(budget)])
            : new ClientAnswer(429, ErrorType.RateLimit, Passing(refusal, tenant), [wait]);
    }

    /// <summary>The answer while spend can't be checked and requests must not pass unchecked.</summary>
    public static ClientAnswer Unavailable { get; } = new(
        429, ErrorType.Billing, "spend limit unavailable · the gateway can't check budgets right now. Try again in a minute, or ask your administrator.",
        [DoNotRetry, SpendHeaders.Unchecked]);

    /// <summary>The sentence at the end of an answer that was cut.</summary>
    public static string Cut(SpendRefusal refusal, string tenant) => refusal.Budget is { } budget
        ? $"The answer was cut: {BudgetOf(budget, tenant)} has no room for more. {State(budget)}"
        : "The answer was cut: its budget has no room for more.";

    /// <summary>
    /// The client knows the first two parts and says the reset in the user's own time: <c>spend limit reached · resets Aug 8 · …</c>, the date in UTC.
    /// </summary>
    private static string UsedUp(SpendRefusal refusal, in BudgetStanding budget, string tenant)
    {
        string help = refusal.Needed > budget.Budget.Amount
            ? "That is more than the whole budget: shorten the request or choose a cheaper model."
            : "Ask your administrator for more, or wait.";
        return string.Create(CultureInfo.InvariantCulture, $"spend limit reached · resets {budget.Reset:MMM d} · {BudgetOf(budget, tenant)} has no room for this request, which may cost up to {refusal.Needed}. {State(budget)} {help}");
    }

    private static string Passing(SpendRefusal refusal, string tenant)
    {
        string who = Name(refusal.Node, tenant);
        string retry = $"Retry in {Seconds(refusal.RetryAfter).ToString(CultureInfo.InvariantCulture)} s.";
        return refusal switch
        {
            { Budget: { } budget } => $"Requests under way have reserved what is left: {BudgetOf(budget, tenant)} has no room for one more now. {State(budget)} {retry}",
            { Reason: SpendRefusalReason.Requests } => $"The {who} may send {Count(refusal.Limit)} requests a minute, and they are used up. {retry}",
            { Reason: SpendRefusalReason.Tokens } => $"The {who} may use {Count(refusal.Limit)} tokens a minute, and too few are left for this request. {retry}",
            _ => $"The {who} may have {Count(refusal.Limit)} requests under way at one time, and has them. {retry}",
        };
    }

    private static string BudgetOf(in BudgetStanding budget, string tenant) =>
        $"the {budget.Budget.Per switch { BudgetPeriod.Day => "daily", BudgetPeriod.Week => "weekly", _ => "monthly" }} budget of {Name(budget.Node, tenant)}";

    private static string State(in BudgetStanding budget) => string.Create(
        CultureInfo.InvariantCulture,
        $"Budget {budget.Budget.Amount}, spent {budget.Spent}, reserved {budget.Reserved}; it starts anew on {budget.Reset.UtcDateTime:yyyy-MM-dd} at 00:00 UTC.");

    private static string Name(SpendNode node, string tenant) => node.Level == SpendLevel.Tenant ? $"tenant {tenant}" : node.ToString();

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static long Seconds(TimeSpan wait) => Math.Max(1, (wait.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
}
