using Router.Core.Spend;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Spend;

/// <summary>Reckons from a story alone what was spent and reserved where and when, knowing nothing of how the account counts.</summary>
internal sealed class SpendBooks(IReadOnlyList<SpendEvent> story)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>What is reserved at a node after the first events.</summary>
    public decimal Reserved(SpendNode node, int count) => Open(node, count).Sum(open => Amount(open.Last));

    public int OpenAt(SpendNode node, int count) => Open(node, count).Count();

    /// <summary>What was spent at a node in the period of a time.</summary>
    public decimal Spent(SpendNode node, BudgetPeriod period, DateTimeOffset at, int count) => Ends(node, period, at, count).Sum(Cost);

    /// <summary>How much of it was more than reserved.</summary>
    public decimal Overrun(SpendNode node, BudgetPeriod period, DateTimeOffset at, int count) =>
        Ends(node, period, at, count).Sum(end => Math.Max(0, Cost(end) - Amount(LastGrant(end))));

    public long Requests(SpendNode node, DateTimeOffset at, int count) =>
        Grants(node, count).LongCount(grant => grant.At + Window > at && End(grant, count) is not { Settlement.Kind: SettlementKind.NotSent });

    public long Tokens(SpendNode node, DateTimeOffset at, int count) => Grants(node, count).Sum(grant =>
    {
        long borrowed = grant.Request.InputTokens + grant.OutputTokens;
        if (End(grant, count) is not { } end)
        {
            return grant.At + Window > at ? borrowed : 0;
        }

        SpendEvent last = LastGrant(end);
        long used = end.Settlement.Kind == SettlementKind.NotSent ? 0 : end.Settlement.Tokens?.All ?? last.Request.InputTokens + last.OutputTokens;
        return (grant.At + Window > at ? Math.Min(used, borrowed) : 0) + (end.At + Window > at ? Math.Max(0, used - borrowed) : 0);
    });

    /// <summary>What a reservation is for, reckoned in decimals.</summary>
    public static decimal Amount(SpendEvent grant) => grant.Request.Cache switch
    {
        CacheUse.None => Cost(new TokenCounts(grant.Request.InputTokens, grant.OutputTokens), grant.Price with { Input = Math.Max(grant.Price.Input, grant.Price.CacheRead) }),
        CacheUse.FiveMinutes => Cost(new TokenCounts(grant.Request.InputTokens, grant.OutputTokens), Dearest(grant.Price, grant.Price.CacheWrite5m)),
        _ => Cost(new TokenCounts(grant.Request.InputTokens, grant.OutputTokens), Dearest(grant.Price, Math.Max(grant.Price.CacheWrite5m, grant.Price.CacheWrite1h))),
    };

    public decimal Cost(SpendEvent end) => end.Settlement switch
    {
        { Kind: SettlementKind.NotSent } => 0,
        { Tokens: { } tokens } => Cost(tokens, end.Settlement.Price ?? LastGrant(end).Price),
        _ => Amount(LastGrant(end)),
    };

    private static decimal Cost(TokenCounts tokens, TokenPrice price) => decimal.Ceiling((
        (decimal)tokens.Input * price.Input + (decimal)tokens.Output * price.Output + (decimal)tokens.CacheRead * price.CacheRead
        + (decimal)tokens.CacheWrite5m * price.CacheWrite5m + (decimal)tokens.CacheWrite1h * price.CacheWrite1h) / 1000) / 1_000_000_000;

    private static TokenPrice Dearest(TokenPrice price, long write) => price with { Input = Math.Max(price.Input, Math.Max(price.CacheRead, write)) };

    private static string Period(BudgetPeriod period, DateTimeOffset at) => period switch
    {
        BudgetPeriod.Day => $"{at:yyyy-MM-dd}",
        BudgetPeriod.Week => $"{System.Globalization.ISOWeek.GetYear(at.UtcDateTime)}-W{System.Globalization.ISOWeek.GetWeekOfYear(at.UtcDateTime)}",
        _ => $"{at:yyyy-MM}",
    };

    private static bool IsAt(SpendEvent happened, SpendNode node) => node.Level switch
    {
        SpendLevel.Tenant => true,
        SpendLevel.Team => happened.Request.Path.Team == node.Name,
        SpendLevel.User => happened.Request.Path.User == node.Name,
        _ => happened.Request.Path.Key == node.Name,
    };

    private IEnumerable<SpendEvent> Grants(SpendNode node, int count) => story.Take(count).Where(grant => grant.Kind == SpendEventKind.Granted && IsAt(grant, node));

    private IEnumerable<SpendEvent> Ends(SpendNode node, BudgetPeriod period, DateTimeOffset at, int count) =>
        story.Take(count).Where(end => end.Kind == SpendEventKind.Ended && IsAt(end, node) && Period(period, end.At) == Period(period, at));

    private IEnumerable<(SpendEvent First, SpendEvent Last)> Open(SpendNode node, int count) => Grants(node, count)
        .Where(grant => End(grant, count) is null)
        .Select(grant => (grant, story.Take(count).Last(grown => IsGrant(grown) && grown.Request.Id == grant.Request.Id)));

    private SpendEvent? End(SpendEvent grant, int count) => story.Take(count).FirstOrDefault(end => end.Kind == SpendEventKind.Ended && end.Request.Id == grant.Request.Id);

    private SpendEvent LastGrant(SpendEvent end) => story.Last(grant => IsGrant(grant) && grant.Request.Id == end.Request.Id);

    private static bool IsGrant(SpendEvent happened) => happened.Kind is SpendEventKind.Granted or SpendEventKind.Grown;
}
