using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Api.Usage;
using Router.Core.AdminContract;
using Router.Core.Tenancy.Access;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>/admin/v1/usage, /requests and /sessions.</summary>
internal sealed class UsageRoutes(IAdminApi api, TimeProvider clock) : IAdminRoutes
{
    private static readonly AdminParameter Tenant = new("tenant", "Only of this tenant. Default: all that the caller may see.", Shape.Text());
    private static readonly AdminParameter User = new("user", "Only of this user.", Shape.Text());

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get("usage", Operation.SeeUsage, "Sums usage; by team, user and key alone for roles that see no whole tenant.", SumsAsync, UsageShapes.Row.Page()) with
        {
            Query =
            [
                new("group_by", "By what. Default user.", Shape.OneOf(Enum.GetValues<UsageGroup>().Select(UsageQuestion.Name))),
                new("per", "By which time. Default day.", Shape.OneOf("hour", "day")),
                new("from", "From this day or time on (UTC). Default: the last 30 days.", Shape.Text()),
                new("to", "Up to this day or time (UTC).", Shape.Text()),
                Tenant,
            ],
            Media = [AdminRoute.Json, "text/csv"],
        },
        AdminRoute.Get("requests", Operation.SeeRequests, $"Tells the last messages, the newest first, of the last {UsageLedger.MostRecent}.", RequestsAsync, RequestJson.Request.Page()) with
        {
            Query = [AdminParameter.Limit, AdminParameter.After, Tenant, User, new("session", "Only of this session.", Shape.Text()), new("request_id", "Only the one whose answer and log line name it so, req_….", Shape.Text())],
        },
        AdminRoute.Get("sessions", Operation.SeeRequests, "Tells the last sessions, the one that was used last first, each with its agents as a tree.", SessionsAsync, Sessions) with
        {
            Query = [AdminParameter.Limit, AdminParameter.After, Tenant, User],
        },
    ];

    private static NamedShape Sessions { get; } = SessionJson.Session.Page().With(SessionJson.Agent);

    private async Task<RouterError?> SumsAsync(AdminCall call)
    {
        if (UsageQuestion.Read(call.Context.Request.Query, clock.GetUtcNow(), out RouterError? error) is not { } query)
        {
            return error;
        }

        AdminResult<AdminPage<UsageRow>> result = await api.UsageAsync(call.Principal, query);
        if (result.Value is { } page && call.Context.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase))
        {
            call.Context.Response.ContentType = "text/csv; charset=utf-8";
            await call.Context.Response.WriteAsync(UsageCsv.Write(query, page.Items), call.Context.RequestAborted);
            return null;
        }

        return await call.AnswerAsync(result, (json, row) => Write(json, query.GroupBy, row));
    }

    private async Task<RouterError?> RequestsAsync(AdminCall call) => PageQuery.Limit(call, out int limit) ?? await call.AnswerAsync(
        await api.RequestsAsync(call.Principal, new RequestQuery
        {
            Limit = limit, After = call.Query("after"), Tenant = call.Query("tenant"), User = call.Query("user"), Session = call.Query("session"), RequestId = call.Query("request_id"),
        }),
        RequestJson.Write);

    private async Task<RouterError?> SessionsAsync(AdminCall call) => PageQuery.Limit(call, out int limit) ?? await call.AnswerAsync(
        await api.SessionsAsync(call.Principal, new SessionQuery { Limit = limit, After = call.Query("after"), Tenant = call.Query("tenant"), User = call.Query("user") }), SessionJson.Write);

    private static void Write(Utf8JsonWriter json, UsageGroup group, UsageRow row)
    {
        json.WriteStartObject();
        json.WriteString("start", UsageQuestion.Time(row.Start));
        json.WriteString("tenant", row.Tenant);
        if (group != UsageGroup.Tenant)
        {
            json.WriteString(UsageQuestion.Name(group), row.Name);
        }

        UsageFields.Write(json, row.Sum);
        json.WriteEndObject();
    }
}
