using System.Text.Json;
using Router.Api.Admin.Usage;
using Router.Core.Spend;
using Router.Core.Spend.Answers;

namespace Router.Api.Spend;

/// <summary>How budgets and limits stand, in answers.</summary>
internal static class StandingFields
{
    /// <summary>Writes <c>limits</c> and <c>budgets</c> of some nodes into an open object.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyCollection<NodeStatus> nodes)
    {
        json.WriteStartArray("limits");
        foreach (NodeStatus node in nodes)
        {
            WriteLimit(json, node.Node, "requests_per_minute", node.Rates.RequestsPerMinute, node.Requests);
            WriteLimit(json, node.Node, "tokens_per_minute", node.Rates.TokensPerMinute, node.Tokens);
            WriteLimit(json, node.Node, "concurrency", node.Rates.Concurrency, node.Open);
        }

        json.WriteEndArray();
        json.WriteStartArray("budgets");
        foreach (BudgetStanding budget in nodes.SelectMany(node => node.Budgets))
        {
            WriteBudget(json, budget);
        }

        json.WriteEndArray();
    }

    private static void WriteLimit(Utf8JsonWriter json, SpendNode node, string what, long? limit, long used)
    {
        if (limit is { } known)
        {
            json.WriteStartObject();
            json.WriteString("of", node.ToString());
            json.WriteString("what", what);
            json.WriteNumber("limit", known);
            json.WriteNumber("used", used);
            json.WriteEndObject();
        }
    }

    private static void WriteBudget(Utf8JsonWriter json, BudgetStanding standing)
    {
        json.WriteStartObject();
        json.WriteString("of", standing.Node.ToString());
        json.WriteString("per", standing.Budget.Per switch { BudgetPeriod.Day => "day", BudgetPeriod.Week => "week", _ => "month" });
        json.WriteNumber("usd", standing.Budget.Amount.Usd);
        WritePercent(json, "soft_at", standing.Budget.SoftAt);
        json.WriteNumber("spent_usd", standing.Spent.Usd);
        json.WriteNumber("reserved_usd", standing.Reserved.Usd);
        json.WriteNumber("used_percent", standing.Percent);
        WritePercent(json, "warned_at", standing.Warning);
        json.WriteString("reset", UsageQuestion.Time(standing.Reset));
        json.WriteEndObject();
    }

    private static void WritePercent(Utf8JsonWriter json, string name, int? percent)
    {
        if (percent is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
