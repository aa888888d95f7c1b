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
internal sealed class OwnUsageEndpoint(IUsageLedger usage, ISpendAccounts accounts, TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context, Principal principal)
    {
        ImmutableArray<NodeStatus> path = await accounts.StatusAsync(principal.Tenant, SpendPath.Of(principal));
        DateTimeOffset now = clock.GetUtcNow();
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset week = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        UsageRow[] days =
        [
            .. (await usage.QueryAsync(new UsageQuery(UsageGroup.Key, UsagePeriod.Day, week < month ? week : month, now.AddDays(1), principal.Tenant))).Where(row => row.Name == principal.KeyId),
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
            StandingFields.Write(json, path);
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
}
