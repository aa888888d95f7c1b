using Router.Core.Spend;
using Router.Core.Spend.Answers;

namespace Router.Core.Tests.Spend.Properties;

/// <summary>Whatever comes in whatever order: never over a budget, at any level, at any moment.</summary>
public sealed class BudgetProperties
{
    [Fact]
    public void AtEveryInstant_ReservedAndSettledStayWithinEveryHardBudget_ButForOverruns() => SpendCheck.That(RandomSpend.All, random =>
    {
        bool holds = true;
        SpendRun run = random.Play(after: run => holds &= HardBudgets(run.Settings).All(pair =>
            run.Books.Reserved(pair.Node, run.Story.Count) + run.Books.Spent(pair.Node, pair.Budget.Per, run.Now, run.Story.Count)
            <= pair.Budget.Amount.Usd + run.Books.Overrun(pair.Node, pair.Budget.Per, run.Now, run.Story.Count)));
        return (holds, run.Tale());
    });

    /// <summary>Also when budgets change meanwhile: no grant goes beyond the budgets of its moment.</summary>
    [Fact]
    public void AtEveryGrant_ReservedAndSettledFitIntoTheBudgetsOfThatMoment() => SpendCheck.That(RandomSpend.Changing, random =>
    {
        bool holds = true;
        int seen = 0;
        SpendRun run = random.Play(after: run =>
        {
            if (run.Story.Count > seen && run.Story[^1] is { Kind: SpendEventKind.Granted } grant && SpendBooks.Amount(grant) > 0)
            {
                holds &= HardBudgets(run.Settings).Where(pair => IsOn(grant.Request.Path, pair.Node)).All(pair =>
                    run.Books.Reserved(pair.Node, run.Story.Count) + run.Books.Spent(pair.Node, pair.Budget.Per, run.Now, run.Story.Count) <= pair.Budget.Amount.Usd);
            }

            seen = run.Story.Count;
        });
        return (holds, run.Tale());
    });

    /// <summary>The account's own books agree with the story's, at every node, whatever was configured when.</summary>
    [Fact]
    public void WhatTheAccountSays_IsWhatHappened() => SpendCheck.That(RandomSpend.Changing, (run, _) => RandomSpend.Paths.All(path =>
        run.Account.Status(path, run.Now).All(node =>
            (node.Reserved.Usd, node.Open) == (run.Books.Reserved(node.Node, run.Story.Count), run.Books.OpenAt(node.Node, run.Story.Count))
            && (node.Day.Usd, node.Week.Usd, node.Month.Usd) == (Spent(run, node, BudgetPeriod.Day), Spent(run, node, BudgetPeriod.Week), Spent(run, node, BudgetPeriod.Month))
            && (node.Requests, node.Tokens) == (run.Books.Requests(node.Node, run.Now, run.Story.Count), run.Books.Tokens(node.Node, run.Now, run.Story.Count)))));

    /// <summary>Nobody is refused who fits, and nobody is told a reason that is none.</summary>
    [Fact]
    public void EveryRefusal_IsTrue() => SpendCheck.That(RandomSpend.All, random =>
    {
        bool holds = true;
        int seen = 0;
        SpendRun run = random.Play(after: run =>
        {
            if (run.Story.Count > seen && run.Story[^1] is { Kind: SpendEventKind.Refused, Refusal: { } refusal } refused)
            {
                SpendNode node = refusal.Node;
                int count = run.Story.Count;
                long tokens = refused.Request.InputTokens + Math.Min(refused.Request.MaxTokens, run.Settings.OutputStep);
                holds &= IsOn(refused.Request.Path, node) && refusal.RetryAfter > TimeSpan.Zero && refusal.Reason switch
                {
                    SpendRefusalReason.Budget => refusal.Budget is { } budget && Spent(run, node, budget.Budget.Per) + refusal.Needed.Usd > budget.Budget.Amount.Usd,
                    SpendRefusalReason.Reserved => refusal.Budget is { } budget && Spent(run, node, budget.Budget.Per) + refusal.Needed.Usd <= budget.Budget.Amount.Usd
                        && Spent(run, node, budget.Budget.Per) + run.Books.Reserved(node, count) + refusal.Needed.Usd > budget.Budget.Amount.Usd,
                    SpendRefusalReason.Requests => run.Books.Requests(node, run.Now, count) + 1 > refusal.Limit,
                    SpendRefusalReason.Tokens => run.Books.Tokens(node, run.Now, count) + Math.Min(tokens, refusal.Limit) > refusal.Limit,
                    _ => run.Books.OpenAt(node, count) + 1 > refusal.Limit,
                };
            }

            seen = run.Story.Count;
        });
        return (holds, run.Tale());
    });

    /// <summary>With nothing else under way the same request passes when the refusal says, and not a tick earlier.</summary>
    [Fact]
    public void RetryAfter_IsExact() => SpendCheck.That(RandomSpend.All, random =>
    {
        bool holds = true;
        SpendRun run = random.Play(after: run =>
        {
            if (run.Story.Count > 0 && run.Open.Count == 0 && run.Story[^1] is { Kind: SpendEventKind.Refused, Refusal: { } refusal } refused && refused.At == run.Now
                && HardBudgets(run.Settings).All(pair => !IsOn(refused.Request.Path, pair.Node) || refusal.Needed <= pair.Budget.Amount))
            {
                holds &= run.Copy().Reserve(refused.Request, run.Now + refusal.RetryAfter - TimeSpan.FromTicks(1)).Answer.Kind == SpendAnswerKind.Refused;
                holds &= Passes(run, refused, refusal);
            }
        });
        return (holds, run.Tale());
    });

    /// <summary>Of several limits the longest is told; a used-up budget comes first, so a rate may remain behind its reset.</summary>
    private static bool Passes(SpendRun run, SpendEvent refused, SpendRefusal refusal)
    {
        SpendAnswer again = run.Copy().Reserve(refused.Request, run.Now + refusal.RetryAfter).Answer;
        return again.Kind == SpendAnswerKind.Granted
            || (refusal.Reason == SpendRefusalReason.Budget && again.Refusal is { Reason: SpendRefusalReason.Requests or SpendRefusalReason.Tokens } rate && rate.RetryAfter < TimeSpan.FromMinutes(1));
    }

    private static decimal Spent(SpendRun run, NodeStatus node, BudgetPeriod period) => Spent(run, node.Node, period);

    private static decimal Spent(SpendRun run, SpendNode node, BudgetPeriod period) => run.Books.Spent(node, period, run.Now, run.Story.Count);

    private static IEnumerable<(SpendNode Node, Budget Budget)> HardBudgets(SpendSettings settings) =>
        settings.Nodes.SelectMany(node => node.Value.Budgets.Where(budget => budget.IsHard).Select(budget => (node.Key, budget)));

    private static bool IsOn(SpendPath path, SpendNode node) => node.Level switch
    {
        SpendLevel.Tenant => true,
        SpendLevel.Team => path.Team == node.Name,
        SpendLevel.User => path.User == node.Name,
        _ => path.Key == node.Name,
    };
}
