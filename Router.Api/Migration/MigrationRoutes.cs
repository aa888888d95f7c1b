using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.AdminContract;
using Router.Core.Migration;
using Router.Core.Tenancy.Access;

namespace Router.Api.Migration;

/// <summary>/admin/v1/migration</summary>
internal sealed class MigrationRoutes(IAdminApi api) : IAdminRoutes
{
    private static NamedShape Part { get; } = new("MigrationPart", Shape.AnyObject());

    private static NamedShape Report { get; } = new("MigrationReport", Shape.Object(("taken", Shape.Integer()), ("known", Shape.Integer()), ("left", Shape.List(Shape.Text()))));

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Post(
            "migration", Operation.ManageTenants, "Takes a part of a single machine's state over, as `router migrate` sends it; the same again changes nothing.", TakeAsync, Report) with
        {
            Body = Part, Failures = [409, 503],
        },
    ];

    private async Task<RouterError?> TakeAsync(AdminCall call)
    {
        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(call.Context.Request, call.Context.RequestAborted);
        using (body)
        {
            if (error is not null)
            {
                return error;
            }

            MigrationPart? part = Read(body!.Bytes.Span);
            return part is not { Source: not null, Check: not null }
                ? RouterError.Of(400, "The body is no part of a state folder; let `router migrate` send it.")
                : await call.AnswerAsync(await api.MigrateAsync(call.Caller, part), Write);
        }
    }

    private static MigrationPart? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, MigrationJson.Default.MigrationPart);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, MigrationReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("taken", report.Taken);
        json.WriteNumber("known", report.Known);
        json.WriteStartArray("left");
        foreach (string reason in report.Left)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
