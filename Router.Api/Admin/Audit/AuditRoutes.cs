using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Audit;

/// <summary>/admin/v1/audit</summary>
internal sealed class AuditRoutes(IAdminApi api) : IAdminRoutes
{
    /// <summary>Fields that have other values.</summary>
    public static JsonObject Changes => Shape.List(Shape.Object(("field", Shape.Text()), ("from", Shape.Text().OrNull()), ("to", Shape.Text().OrNull())));

    public static NamedShape Act { get; } = new("Audit", Shape.Object(
        ("type", Shape.OneOf("audit")),
        ("id", Shape.Text()),
        ("at", Shape.Time()),
        ("action", Shape.Text()),
        ("tenant", Shape.Text().OrNull()),
        ("entry", Shape.Text()),
        ("actor", Shape.Object(("tenant", Shape.Text()), ("user", Shape.Text()), ("key", Shape.Text()), ("address", Shape.Text().OrNull()))),
        ("changes", Changes),
        ("request_id", Shape.Text())));

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get("audit", Operation.SeeAudit, "Tells who did what, the newest first, as far back as records are kept.", ListAsync, Act.Page()) with
        {
            Query =
            [
                AdminParameter.Limit, AdminParameter.After,
                new("tenant", "Only what was done to this tenant. Default: all that the caller may see.", Shape.Text()),
                new("action", "Only acts of this name, such as key.created, or of this kind, such as key.", Shape.Text()),
                new("actor", "Only acts of who has this text in his id.", Shape.Text()),
                new("entry", "Only acts on what has this text in its id.", Shape.Text()),
                new("from", "From this day on (UTC).", Shape.Day()),
                new("to", "Up to this day (UTC), it included.", Shape.Day()),
            ],
            Failures = [500, 503],
        },
    ];

    public static void Write(Utf8JsonWriter json, AuditEntry act)
    {
        json.WriteStartObject();
        json.WriteString("type", "audit");
        json.WriteString("id", act.Id);
        json.WriteString("at", act.At.ToString("O"));
        json.WriteString("action", act.Action);
        json.WriteString("tenant", act.Tenant);
        json.WriteString("entry", act.Entry);
        json.WriteStartObject("actor");
        json.WriteString("tenant", act.ActorTenant);
        json.WriteString("user", act.ActorUser);
        json.WriteString("key", act.ActorKey);
        json.WriteString("address", act.Address);
        json.WriteEndObject();
        WriteChanges(json, act.Changes);
        json.WriteString("request_id", act.RequestId);
        json.WriteEndObject();
    }

    public static void WriteChanges(Utf8JsonWriter json, IEnumerable<FieldChange> changes)
    {
        json.WriteStartArray("changes");
        foreach (FieldChange change in changes)
        {
            json.WriteStartObject();
            json.WriteString("field", change.Field);
            json.WriteString("from", change.From);
            json.WriteString("to", change.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task<RouterError?> ListAsync(AdminCall call)
    {
        RouterError? badLimit = PageQuery.Limit(call, out int limit);
        RouterError? badStart = PageQuery.Day(call, "from", out DateOnly? from);
        return badLimit ?? badStart ?? PageQuery.Day(call, "to", out DateOnly? to)
            ?? await call.AnswerAsync(await api.AuditAsync(call.Principal, new AuditQuery
            {
                Limit = limit, After = call.Query("after"), From = from, To = to,
                Tenant = call.Query("tenant"), Action = call.Query("action"), Actor = call.Query("actor"), Entry = call.Query("entry"),
            }), Write);
    }
}
