using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Api.Telemetry;
using Router.Core.AdminContract.Events;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy;

namespace Router.Api.Spend;

/// <summary>Tells the operator of budgets: which one has reached a percentage that people are warned at, and what was refused, as a metric, in the log, in the message's record and live.</summary>
internal sealed partial class SpendNotices(RouterTelemetry telemetry, TimeProvider clock, ILogger<SpendNotices> logger)
{
    /// <summary>The code of an answer that went on although a soft budget has reached its percentage.</summary>
    public const string SoftBudget = "soft-budget-reached";

    private ImmutableArray<Action<BudgetWarned>> _listeners = [];

    /// <summary>Calls somebody with every budget that reaches a percentage, for as long as the gateway runs. He must not wait for anything.</summary>
    public void Listen(Action<BudgetWarned> heard) => ImmutableInterlocked.Update(ref _listeners, static (all, heard) => all.Add(heard), heard);

    /// <summary>A message was refused.</summary>
    public void Refused(MessageExchange exchange, SpendRefusal refusal) =>
        Refused(exchange, LabelWords.Of(refusal.Reason), LabelWords.Of(refusal.Node.Level));

    /// <summary>A message was refused since nothing can be written down.</summary>
    public void Unavailable(MessageExchange exchange) => Refused(exchange, "unavailable", LabelWords.Of(SpendLevel.Tenant));

    /// <summary>These budgets have reached a percentage that people are warned at.</summary>
    public void Reached(Principal principal, ImmutableArray<BudgetStanding> reached)
    {
        foreach (BudgetStanding standing in reached)
        {
            foreach (Action<BudgetWarned> heard in _listeners)
            {
                heard(new BudgetWarned(clock.GetUtcNow(), principal.Tenant, SpendPath.Of(principal), standing));
            }

            LogReached(LabelWords.Of(standing.Budget.Per), standing.Node, principal.Tenant, standing.Warning ?? 0, standing.Spent, standing.Budget.Amount, standing.Reset);
        }
    }

    private void Refused(MessageExchange exchange, string reason, string level)
    {
        exchange.Refusal = $"Spend/{reason}";
        exchange.Notes.Add($"refused-{reason}");
        telemetry.SpendRefused(reason, level);
    }

    [LoggerMessage(440, LogLevel.Warning, "The budget by the {Period} of {Node}, tenant {Tenant}, has reached {Percent} %: {Spent} of {Budget} are spent, anew {Reset:u}")]
    private partial void LogReached(string period, SpendNode node, string tenant, int percent, Money spent, Money budget, DateTimeOffset reset);
}
