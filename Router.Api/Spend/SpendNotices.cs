using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Api.Telemetry;
using Router.Core.Spend;
using Router.Core.Spend.Answers;

namespace Router.Api.Spend;

/// <summary>Tells the operator of budgets: which one has reached a percentage that people are warned at, and what was refused, as a metric, in the log and in the message's record.</summary>
internal sealed partial class SpendNotices(RouterTelemetry telemetry, ILogger<SpendNotices> logger)
{
    /// <summary>The code of an answer that went on although a soft budget has reached its percentage.</summary>
    public const string SoftBudget = "soft-budget-reached";

    /// <summary>A message was refused.</summary>
    public void Refused(MessageExchange exchange, SpendRefusal refusal) =>
        Refused(exchange, LabelWords.Of(refusal.Reason), LabelWords.Of(refusal.Node.Level));

    /// <summary>A message was refused since nothing can be written down.</summary>
    public void Unavailable(MessageExchange exchange) => Refused(exchange, "unavailable", LabelWords.Of(SpendLevel.Tenant));

    /// <summary>These budgets have reached a percentage that people are warned at.</summary>
    public void Reached(string tenant, ImmutableArray<BudgetStanding> reached)
    {
        foreach (BudgetStanding standing in reached)
        {
            LogReached(LabelWords.Of(standing.Budget.Per), standing.Node, tenant, standing.Warning ?? 0, standing.Spent, standing.Budget.Amount, standing.Reset);
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
