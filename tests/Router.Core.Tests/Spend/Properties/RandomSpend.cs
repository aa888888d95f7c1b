using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Spend.Properties;

/// <summary>An account's settings and the commands that it is given, at random.</summary>
internal sealed record RandomSpend(SpendSettings Settings, SpendSettings Later, ImmutableArray<SpendStep> Steps)
{
    /// <summary>Every node of the tree: two teams, three users (one in both teams, one in none), four keys.</summary>
    public static readonly ImmutableArray<SpendPath> Paths = [new("core", "ann", "k1"), new("core", "ann", "k2"), new("lab", "ann", "k3"), new("lab", "bob", "k4"), new(null, "eve", "k5")];

    public static readonly ImmutableArray<SpendNode> Nodes =
    [
        SpendNode.Tenant, .. new[] { "core", "lab" }.Select(name => new SpendNode(SpendLevel.Team, name)),
        .. new[] { "ann", "bob", "eve" }.Select(name => new SpendNode(SpendLevel.User, name)), .. Paths.Select(path => new SpendNode(SpendLevel.Key, path.Key)),
    ];

    private static readonly TokenPrice[] Prices = [SpendRun.Price, TokenPrice.FromUsd(3, 15, 0.3m, 3.75m, 6), TokenPrice.Free, new(7, 13, 1, 9, 17)];

    /// <summary>Any tree, any commands; configuration changes only where asked for.</summary>
    public static Gen<RandomSpend> All => Runs(changes: false);

    public static Gen<RandomSpend> Changing => Runs(changes: true);

    private static Gen<SpendSettings> AnySettings =>
        from limits in Limits.ArrayOf(Nodes.Length)
        from step in Gen.Elements(1L, 10, 25)
        from policy in Gen.Elements(ExhaustedPolicy.Finish, ExhaustedPolicy.Cut)
        select new SpendSettings { Nodes = Nodes.Zip(limits).ToImmutableDictionary(pair => pair.First, pair => pair.Second), OutputStep = step, OnExhausted = policy };

    private static Gen<NodeLimits> Limits =>
        from budgets in Gen.Frequency((3, Gen.Constant(Array.Empty<Budget>())), (2, AnyBudget.ArrayOf(1)), (1, AnyBudget.ArrayOf(3)))
        from requests in Gen.Frequency((4, Gen.Constant<long?>(null)), (1, Gen.Elements<long?>(1, 3, 8)))
        from tokens in Gen.Frequency((4, Gen.Constant<long?>(null)), (1, Gen.Elements<long?>(40, 150)))
        from slots in Gen.Frequency((4, Gen.Constant<long?>(null)), (1, Gen.Elements<long?>(1, 2)))
        select new NodeLimits { Budgets = [.. budgets], Rates = new ProviderLimits(requests, tokens, slots) };

    private static Gen<Budget> AnyBudget =>
        from period in Gen.Elements(Enum.GetValues<BudgetPeriod>())
        from nanos in Gen.Choose(1, 1_000_000)
        from soft in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Elements<int?>(50, 80)))
        select new Budget(period, new Money(nanos), soft);

    public override string ToString() => $"{string.Join('\n', Settings.Nodes.Where(node => node.Value != NodeLimits.None))}\n{string.Join('\n', Steps)}";

    public SpendRun Play(bool twice = false, bool reloads = false, Action<SpendRun>? after = null)
    {
        var run = new SpendRun(Settings) { Twice = twice, Reloads = reloads };
        foreach (SpendStep step in Steps)
        {
            Take(run, step);
            after?.Invoke(run);
        }

        return run;
    }

    private static Gen<RandomSpend> Runs(bool changes) =>
        from settings in AnySettings
        from later in AnySettings
        from count in Gen.Choose(1, 50)
        from steps in AnyStep(changes).ArrayOf(count)
        select new RandomSpend(settings, later, [.. steps]);

    private static Gen<SpendStep> AnyStep(bool changes) =>
        from kind in Gen.Frequency(
            (10, Gen.Constant(SpendStepKind.Reserve)), (3, Gen.Constant(SpendStepKind.Extend)), (6, Gen.Constant(SpendStepKind.Settle)),
            (1, Gen.Constant(SpendStepKind.Interrupt)), (4, Gen.Constant(SpendStepKind.Wait)), (changes ? 1 : 0, Gen.Constant(SpendStepKind.Configure)))
        from a in Gen.Choose(0, 1_000_000)
        from b in Gen.Choose(0, 1_000_000)
        from c in Gen.Choose(0, 1_000_000)
        select new SpendStep(kind, a, b, c);

    private void Take(SpendRun run, SpendStep step)
    {
        switch (step.Kind)
        {
            case SpendStepKind.Reserve:
                SpendPath path = Paths[step.A % Paths.Length];
                run.Reserve(path.Key, path.User, path.Team, step.B % 60, step.C % 40, Prices[step.C % Prices.Length], (CacheUse)(step.B % 4), step.A % 2 == 0 ? "n1" : "n2");
                break;
            case SpendStepKind.Extend when run.Open.Count > 0:
                run.Extend(step.A % run.Open.Count, step.B % 80, step.C % 4 == 0 ? Prices[step.B % Prices.Length] : null);
                break;
            case SpendStepKind.Settle when run.Open.Count > 0:
                run.Settle(
                    step.A % run.Open.Count, step.B % 7 == 0 ? null : new TokenCounts(step.B % 50, step.C % 60, step.B % 11, step.C % 7, step.C % 5),
                    (SettlementKind)(step.C % 4), step.C % 6 == 0 ? Prices[step.A % Prices.Length] : null);
                break;
            case SpendStepKind.Interrupt:
                run.Interrupt((step.A % 3) switch { 0 => null, 1 => "n1", _ => "n2" });
                break;
            case SpendStepKind.Wait:
                // From nothing over seconds to a month.
                run.Wait(step.A % 4 == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(10, step.B % 6) * (step.C % 9)));
                break;
            case SpendStepKind.Configure:
                run.Configure(step.A % 2 == 0 ? Settings : Later);
                break;
        }
    }
}
