using System.Collections.Immutable;
using System.Globalization;

namespace Router.Core.Spend.Answers;

/// <summary>
/// The headers from which Claude Code learns how a budget stands: it warns past 75 % and again past 95 %. They are those of the protocol page that
/// Claude's own gateway serves (Claude Code 2.1.329): the claim is <c>overage</c>, since <c>5h</c> and <c>7d</c> are windows that the client reckons with.
/// </summary>
public static class SpendHeaders
{
    private const string Prefix = "anthropic-ratelimit-unified-";

    /// <summary>The headers of an answer: none without a budget. Those of the provider with the prefix <c>anthropic-ratelimit-</c> must go, or its quota would look like the user's.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(BudgetStanding? fullest)
    {
        if (fullest is not { } standing)
        {
            return [];
        }

        string status = standing.Warning is null ? "allowed" : "allowed_warning";
        // While requests pass, the client must not read that everything is used.
        string used = Fraction(Math.Min(standing.Percent, 99));
        ImmutableArray<KeyValuePair<string, string>> headers =
        [
            Header("status", status), Header("representative-claim", "overage"), Header("overage-status", status), Header("overage-utilization", used),
            Header("reset", Unix(standing.Reset)), Header("overage-reset", Unix(standing.Reset)),
        ];
        return standing.Warning is { } warning ? headers.Add(Header("overage-surpassed-threshold", Fraction(warning))) : headers;
    }

    /// <summary>
    /// The headers of a refusal by a budget. Without a claim and an overage status the client shows our sentence and not its own.
    /// </summary>
    internal static ImmutableArray<KeyValuePair<string, string>> OfUsedUp(in BudgetStanding budget) =>
    [
        Header("status", "rejected"), Header("reset", Unix(budget.Reset)), Header("overage-reset", Unix(budget.Reset)), Header("overage-utilization", "1"),
        Header("overage-surpassed-threshold", "1"),
        Header("overage-period", budget.Budget.Per switch { BudgetPeriod.Day => "daily", BudgetPeriod.Week => "weekly", _ => "monthly" }),
        Header("overage-disabled-reason", "org_spend_cap_reached"),
    ];

    /// <summary>The header of a refusal because spend can't be checked.</summary>
    internal static KeyValuePair<string, string> Unchecked { get; } = Header("overage-disabled-reason", "fetch_error");

    private static KeyValuePair<string, string> Header(string name, string value) => new(Prefix + name, value);

    private static string Fraction(long percent) => (percent / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Unix(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
