using System.Collections.Immutable;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Api.Usage;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>GET /admin/v1/usage: sums by hour or day, as JSON or CSV.</summary>
internal sealed class UsageEndpoint(UsageLedger usage, TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (UsageQuestion.Read(context.Request.Query, clock.GetUtcNow(), out RouterError? error) is not { } query)
        {
            await ErrorWriter.WriteAsync(context, error!);
            return;
        }

        ImmutableArray<UsageRow> rows = usage.Query(query);
        if (context.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.ContentType = "text/csv; charset=utf-8";
            await context.Response.WriteAsync(UsageCsv.Write(query, rows), context.RequestAborted);
            return;
        }

        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (UsageRow row in rows)
            {
                json.WriteStartObject();
                json.WriteString("start", UsageQuestion.Time(row.Start));
                json.WriteString("tenant", row.Tenant);
                json.WriteString(UsageQuestion.Name(query.GroupBy), row.Name);
                UsageFields.Write(json, row.Sum);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", false);
            json.WriteEndObject();
        });
    }
}
