using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;

namespace Benchmarks;

/// <summary>What one request costs at an account: reserving and settling at four levels, each with a budget and rates, 32 others under way.</summary>
public class SpendReservation
{
    private const int Requests = 1000;
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(10);
    private static readonly SpendPath Path = new("core", "ann", "k1");

    private readonly SpendRequest[] _requests =
    [
        .. Enumerable.Range(0, Requests).Select(_ => new SpendRequest(ReservationId.New(), Path, TokenPrice.FromUsd(5, 25, 0.5m, 6.25m, 10), 5000, 32_000, new RequestOrigin("m"))),
    ];

    private SpendAccount _account = new(new SpendSettings());
    private DateTimeOffset _now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Fills the windows and takes the 32.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var limits = new NodeLimits { Budgets = [new Budget(BudgetPeriod.Month, Money.FromUsd(1_000_000_000))], Rates = new ProviderLimits(1_000_000, 10_000_000_000, 10_000) };
        SpendNode[] nodes = [SpendNode.Tenant, new(SpendLevel.Team, "core"), new(SpendLevel.User, "ann"), new(SpendLevel.Key, "k1")];
        _account = new SpendAccount(new SpendSettings { Nodes = nodes.ToImmutableDictionary(node => node, _ => limits) });
        for (int other = 0; other < 32; other++)
        {
            _account.Reserve(_requests[0] with { Id = ReservationId.New() }, _now);
        }

        for (int round = 0; round < 10; round++)
        {
            ReserveAndSettle();
        }
    }

    /// <summary>A request every 10 ms: the windows hold 6,000. The result is what was charged.</summary>
    [Benchmark(OperationsPerInvoke = Requests)]
    public Money ReserveAndSettle()
    {
        Money charged = Money.Zero;
        foreach (SpendRequest request in _requests)
        {
            // The account remembers the last 1,024 names, so every round needs its own.
            SpendRequest fresh = request with { Id = ReservationId.New() };
            _now += Apart;
            _account.Reserve(fresh, _now);
            charged += _account.Settle(new Settlement(fresh.Id, SettlementKind.Answered, new TokenCounts(200, 700, 4000)), _now).Answer.Cost;
        }

        return charged;
    }
}
