using System.Collections.Immutable;
using System.Text.Json;
using Router.Api.Answers;
using Router.Api.Spend;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy;
using Router.Core.Usage;

namespace Router.Api.Usage;

/// <summary>GET /v1/usage/me: what the caller's key has spent, and what is left of its budgets and limits, as JSON or as a line of text. docs/spend.md documents it.</summary>
internal sealed class OwnUsageEndpoint(UsageLedger usage, ISpendAccounts accounts, TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context, Principal principal)
    {
        ImmutableArray<NodeStatus> path = ConfiguredSpend.Limits(principal) ? await accounts.StatusAsync(principal.Tenant, SpendPath.Of(principal)) : [];
        DateTimeOffset now = clock.GetUtcNow();
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset week = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        UsageRow[] days =
        [
            .. usage.Query(new UsageQuery(UsageGroup.Key, UsagePeriod.Day, week < month ? week : month, now.AddDays(1), principal.Tenant)).Where(row => row.Name == principal.KeyId),
        ];
        if (context.Request.Headers.Accept.ToString().Contains("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            string line = UsageLine.Of(principal.User, Spent(days, today).Cost, Spent(days, month).Cost, path.SelectMany(node => node.Budgets));
            await context.Response.WriteAsync(line, context.RequestAborted);
            return;
        }

        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("tenant", principal.Tenant);
            json.WriteString("team", principal.Team);
            json.WriteString("user", principal.User);
            json.WriteString("key", principal.KeyId);
            json.WriteStartObject("spend");
            WriteSpent(json, "today", days, today);
            WriteSpent(json, "this_week", days, week);
            WriteSpent(json, "this_month", days, month);
            json.WriteEndObject();
            json.WriteStartArray("limits");
            foreach (NodeStatus node in path)
            {
                WriteLimits(json, node);
            }

            json.WriteEndArray();
            json.WriteStartArray("budgets");
            foreach (BudgetStanding budget in path.SelectMany(node => node.Budgets))
            {
                WriteBudget(json, budget);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteSpent(Utf8JsonWriter json, string name, UsageRow[] days, DateTimeOffset from)
    {
        json.WriteStartObject(name);
        UsageFields.Write(json, Spent(days, from));
        json.WriteEndObject();
    }

    private static UsageSum Spent(UsageRow[] days, DateTimeOffset from) => days.Where(day => day.Start >= from).Aggregate(default(UsageSum), static (all, day) => all + day.Sum);

    private static void WriteLimits(Utf8JsonWriter json, NodeStatus node)
    {
        WriteLimit(json, node.Node, "requests_per_minute", node.Rates.RequestsPerMinute, node.Requests);
        WriteLimit(json, node.Node, "tokens_per_minute", node.Rates.TokensPerMinute, node.Tokens);
        WriteLimit(json, node.Node, "concurrency", node.Rates.Concurrency, node.Open);
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
        json.WriteNumber("spent_usd", standing.Spent.Usd);
        json.WriteNumber("reserved_usd", standing.Reserved.Usd);
        json.WriteNumber("used_percent", standing.Percent);
        json.WriteString("reset", standing.Reset.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
