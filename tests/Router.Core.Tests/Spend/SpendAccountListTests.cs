using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Spend.Answers;

namespace Router.Core.Tests.Spend;

/// <summary>How an account's nodes are listed, page by page.</summary>
public sealed class SpendAccountListTests
{
    private static readonly NodeLimits Limits = new() { Budgets = [new Budget(BudgetPeriod.Month, new Money(1000))] };

    [Fact]
    public void Nodes_ComeByLevelAndName_WhetherTheyHaveLimitsOrHaveSpent()
    {
        SpendRun run = Run((SpendLevel.User, "zoe"), (SpendLevel.Key, "k0"), (SpendLevel.Team, "art"));
        Spend(run, "k9", "bob", "core");
        Spend(run, "K9", "Ann", null);
        run.Account.Status(new SpendPath("idle", "idle", "idle"), run.Now);
        Assert.Equal(["tenant", "team art", "team core", "user Ann", "user bob", "user zoe", "key K9", "key k0", "key k9"], Names(run, null, 100));

        // What changes later is in its place too; what has neither limits nor spent anything is not listed.
        run.Account.Configure(new SpendNode(SpendLevel.User, "carl"), Limits);
        run.Account.Configure(new SpendNode(SpendLevel.User, "zoe"), NodeLimits.None);
        Assert.Equal(["user Ann", "user bob", "user carl", "key K9"], Names(run, new SpendNode(SpendLevel.Team, "core"), 4));
        run.Account.Configure(Settings((SpendLevel.Team, "zen")));
        Assert.Equal(["tenant", "team core", "team zen", "user Ann", "user bob", "key K9", "key k9"], Names(run, null, 100));

        run.Wait(TimeSpan.FromDays(40));
        Assert.Equal(["team zen"], Names(run, null, 100));
        Spend(run, "k9", "bob", "core");
        Assert.Equal(["tenant", "team core", "team zen", "user bob", "key k9"], Names(run, null, 100));
    }

    [Fact]
    public void Pages_AddUpToTheWhole_AlsoBehindANodeThatIsGone()
    {
        SpendRun run = Run([.. Enumerable.Range(0, 40).Select(number => (SpendLevel.User, $"u{number % 20:D2}-{number}"))]);
        Spend(run, "k1", "u05-extra", "core");
        string[] whole = Names(run, null, 1000);
        Assert.Equal(44, whole.Length);
        foreach (int size in (int[])[1, 3, 7, 44, 100])
        {
            List<string> all = [];
            SpendNode? after = null;
            while (run.Account.List(after, size, run.Now) is { IsEmpty: false } page)
            {
                all.AddRange(page.Select(status => status.Node.ToString()));
                after = page[^1].Node;
            }

            Assert.Equal(whole, all);
        }

        Assert.Equal(whole[2], Names(run, new SpendNode(SpendLevel.Team, "gone"), 1).Single());
        Assert.Empty(Names(run, new SpendNode(SpendLevel.Key, "zzz"), 10));
        Assert.Empty(new SpendAccount(new SpendSettings()).List(null, 10, run.Now));
    }

    private static void Spend(SpendRun run, string key, string user, string? team)
    {
        run.Reserve(key, user, team, input: 1);
        run.Settle(0, new TokenCounts(1, 0));
    }

    private static string[] Names(SpendRun run, SpendNode? after, int count) => [.. run.Account.List(after, count, run.Now).Select(status => status.Node.ToString())];

    private static SpendRun Run(params ImmutableArray<(SpendLevel Level, string Name)> nodes) => new(Settings(nodes));

    private static SpendSettings Settings(params ImmutableArray<(SpendLevel Level, string Name)> nodes) => new() { Nodes = nodes.ToImmutableDictionary(node => new SpendNode(node.Level, node.Name), _ => Limits) };
}
