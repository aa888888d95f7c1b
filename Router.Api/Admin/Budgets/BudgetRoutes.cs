using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Api.Spend;
using Router.Core.AdminContract;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Budgets;

/// <summary>/admin/v1/budgets</summary>
internal sealed class BudgetRoutes(IAdminApi api) : IAdminRoutes
{
    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get("budgets", Operation.SeeUsage, "Tells what everybody has spent and how limits and budgets stand: the tenant, then teams, users and keys.", ListAsync, BudgetShapes.Standing.Page()) with
        {
            Query = [AdminParameter.Limit, AdminParameter.After, AdminParameter.Tenant],
        },
    ];

    private async Task<RouterError?> ListAsync(AdminCall call)
    {
        RouterError? badLimit = PageQuery.Limit(call, out int limit);
        RouterError? badAfter = NodeNames.TryRead(call.Query("after"), out SpendNode? after) ? null : RouterError.Of(400, "after: send the last_id of the answer before, for example user/ann.");
        return badLimit ?? badAfter ?? await call.AnswerAsync(
            await api.BudgetsAsync(call.Principal, new BudgetQuery(call.Tenant) { Limit = limit, After = after }), (json, status) => Write(json, call.Tenant, status));
    }

    private static void Write(Utf8JsonWriter json, string tenant, NodeStatus status)
    {
        json.WriteStartObject();
        json.WriteString("type", NodeNames.Of(status.Node.Level));
        json.WriteString("tenant", tenant);
        json.WriteString("id", status.Node.Level == SpendLevel.Tenant ? tenant : status.Node.Name);
        json.WriteStartObject("spent_usd");
        json.WriteNumber("today", status.Day.Usd);
        json.WriteNumber("this_week", status.Week.Usd);
        json.WriteNumber("this_month", status.Month.Usd);
        json.WriteEndObject();
        json.WriteNumber("reserved_usd", status.Reserved.Usd);
        StandingFields.Write(json, [status]);
        json.WriteEndObject();
    }
}
