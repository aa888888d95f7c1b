using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Pricing;
using Router.Fleet.Spend;

namespace NodeUnderTest;

/// <summary>Reserves and settles, and says of each what it was told: <c>reserved ID NANOS TENANT</c>, <c>settled ID NANOS TENANT</c>; or <c>refused REASON</c>.</summary>
internal sealed class SpendLoad(FleetSpendAccounts accounts, Action<string> say)
{
    private const int Workers = 2;
    private const long Tokens = 100;

    /// <summary>$1 a million tokens: 1,000 nano-dollars each.</summary>
    private static readonly TokenPrice Price = TokenPrice.FromUsd(1, 5, 0.1m, 1.25m, 2);

    private static readonly SpendPath Path = new("core", "ann", "k1");

    private volatile bool _isStopped;
    private Task _load = Task.CompletedTask;

    /// <summary>Starts.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="untilSpent">Whether to end when the budget is spent.</param>
    public void Start(string tenant, bool untilSpent) => _load = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(tenant, untilSpent, new Random(worker)))));

    /// <summary>Ends, with all that is under way.</summary>
    public Task StopAsync()
    {
        _isStopped = true;
        return _load;
    }

    /// <summary>Completes when the budget is spent.</summary>
    public Task SpentAsync() => _load;

    private async Task WorkAsync(string tenant, bool untilSpent, Random random)
    {
        int refused = 0;
        while (!_isStopped && !(untilSpent && refused >= 20))
        {
            var request = new SpendRequest(ReservationId.New(), Path, Price, Tokens, 0, new RequestOrigin("m")) { Cache = CacheUse.None };
            SpendAnswer answer = await accounts.ReserveAsync(tenant, request);
            if (answer.Kind != SpendAnswerKind.Granted)
            {
                say($"refused {answer.Refusal?.Reason}");
                refused = answer.Refusal?.Reason == SpendRefusalReason.Budget ? refused + 1 : 0;
                continue;
            }

            say($"{(answer.IsUnwritten ? "unwritten" : "reserved")} {request.Id} {answer.Amount.Nanos} {tenant}");
            await Task.Delay(random.Next(5));
            long used = random.NextInt64(1, Tokens + 1);
            SettleAnswer settled = await accounts.SettleAsync(tenant, new Settlement(request.Id, SettlementKind.Answered, new TokenCounts(used, 0)));
            say($"{(settled.IsUnwritten ? "posted" : "settled")} {request.Id} {Price.Cost(new TokenCounts(used, 0)).Nanos} {tenant}");
            if (!untilSpent)
            {
                await Task.Delay(5);
            }
        }
    }
}
