using Router.Core.Spend;
using Router.Core.Spend.Answers;

namespace Router.Core.Tests.Spend.Answers;

public sealed class SpendWordsTests
{
    private static readonly DateTimeOffset Reset = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BudgetStanding Full = new(new SpendNode(SpendLevel.User, "ann"), new Budget(BudgetPeriod.Month, Money.FromUsd(50)), Money.FromUsd(49.5m), Money.FromUsd(0.25m), Reset);

    /// <summary>The client knows "spend limit reached · resets Dec 1" and says the time in the user's own zone; retry-after is rounded up, so that it is never too early.</summary>
    [Fact]
    public void UsedUpBudget_IsABillingErrorThatIsNotRetried()
    {
        ClientAnswer answer = SpendWords.Refuse(Refusal(SpendRefusalReason.Budget, TimeSpan.FromSeconds(100.2)) with { Budget = Full, Needed = Money.FromUsd(0.7m) }, "default");
        Assert.Equal((429, "billing_error"), (answer.Status, answer.Type));
        Assert.Equal(
            "spend limit reached · resets Dec 1 · the monthly budget of user ann has no room for this request, which may cost up to $0.70. Budget $50.00, spent $49.50, reserved $0.25; "
            + "it starts anew on 2026-12-01 at 00:00 UTC. Ask your administrator for more, or wait.",
            answer.Message);
        Assert.Equal(
            [
                "retry-after: 101", "x-should-retry: false", "anthropic-ratelimit-unified-status: rejected", "anthropic-ratelimit-unified-reset: 1796083200",
                "anthropic-ratelimit-unified-overage-reset: 1796083200", "anthropic-ratelimit-unified-overage-utilization: 1",
                "anthropic-ratelimit-unified-overage-surpassed-threshold: 1", "anthropic-ratelimit-unified-overage-period: monthly",
                "anthropic-ratelimit-unified-overage-disabled-reason: org_spend_cap_reached",
            ],
            Lines(answer.Headers));
    }

    [Fact]
    public void RequestLargerThanItsBudget_IsToldSo() => Assert.EndsWith(
        "has no room for this request, which may cost up to $51.00. Budget $50.00, spent $49.50, reserved $0.25; it starts anew on 2026-12-01 at 00:00 UTC. That is more than the whole budget: shorten the request or choose a cheaper model.",
        SpendWords.Refuse(Refusal(SpendRefusalReason.Budget, TimeSpan.FromDays(1)) with { Budget = Full, Needed = Money.FromUsd(51) }, "default").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(SpendRefusalReason.Requests, "The key k1 may send 1,200 requests a minute, and they are used up. Retry in 8 s.")]
    [InlineData(SpendRefusalReason.Tokens, "The key k1 may use 1,200 tokens a minute, and too few are left for this request. Retry in 8 s.")]
    [InlineData(SpendRefusalReason.Concurrency, "The key k1 may have 1,200 requests under way at one time, and has them. Retry in 8 s.")]
    public void Rates_AreRateLimitErrorsThatAreRetried(SpendRefusalReason reason, string message)
    {
        ClientAnswer answer = SpendWords.Refuse(new SpendRefusal(reason, new SpendNode(SpendLevel.Key, "k1"), TimeSpan.FromSeconds(7.5)) { Limit = 1200 }, "default");
        Assert.Equal((429, "rate_limit_error", message), (answer.Status, answer.Type, answer.Message));
        Assert.Equal(["retry-after: 8"], Lines(answer.Headers));
    }

    [Fact]
    public void ReservedBudget_IsARateLimitErrorToo()
    {
        ClientAnswer answer = SpendWords.Refuse(new SpendRefusal(SpendRefusalReason.Reserved, SpendNode.Tenant, TimeSpan.FromSeconds(1)) { Budget = Full with { Node = SpendNode.Tenant } }, "acme");
        Assert.Equal("rate_limit_error", answer.Type);
        Assert.StartsWith("Requests under way have reserved what is left: the monthly budget of tenant acme has no room for one more now.", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UncheckedSpend_IsToldWithoutAReset() =>
        Assert.Equal(["x-should-retry: false", "anthropic-ratelimit-unified-overage-disabled-reason: fetch_error"], Lines(SpendWords.Unavailable.Headers));

    [Theory]
    [InlineData(1000, "allowed", "0.2", null)]
    [InlineData(3750, "allowed_warning", "0.75", "0.75")]
    [InlineData(4800, "allowed_warning", "0.96", "0.95")]
    [InlineData(6000, "allowed_warning", "0.99", "0.95")]
    public void Answers_SayHowTheFullestBudgetStands(int cents, string status, string used, string? threshold)
    {
        string[] lines = Lines(SpendHeaders.Of(Full with { Spent = Money.FromUsd(cents / 100m) }));
        string[] expected =
        [
            $"anthropic-ratelimit-unified-status: {status}", "anthropic-ratelimit-unified-representative-claim: overage", $"anthropic-ratelimit-unified-overage-status: {status}",
            $"anthropic-ratelimit-unified-overage-utilization: {used}", "anthropic-ratelimit-unified-reset: 1796083200", "anthropic-ratelimit-unified-overage-reset: 1796083200",
        ];
        Assert.Equal(threshold is null ? expected : [.. expected, $"anthropic-ratelimit-unified-overage-surpassed-threshold: {threshold}"], lines);
    }

    [Fact]
    public void WithoutABudget_ThereAreNoHeaders() => Assert.Empty(SpendHeaders.Of(null));

    [Fact]
    public void CutAnswer_SaysWhichBudget() => Assert.StartsWith(
        "The answer was cut: the monthly budget of user ann has no room for more. Budget $50.00",
        SpendWords.Cut(Refusal(SpendRefusalReason.Budget, TimeSpan.FromDays(1)) with { Budget = Full }, "default"), StringComparison.Ordinal);

    private static SpendRefusal Refusal(SpendRefusalReason reason, TimeSpan wait) => new(reason, Full.Node, wait);

    private static string[] Lines(IEnumerable<KeyValuePair<string, string>> headers) => [.. headers.Select(header => $"{header.Key}: {header.Value}")];
}
