using System.Globalization;
using System.Text.Json;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Nodes;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Configuration;

/// <summary>/admin/v1/config</summary>
internal sealed class ConfigRoutes(IAdminApi api) : IAdminRoutes
{
    private static NamedShape View { get; } = new("Configuration", Shape.Object(
        ("file", Shape.Text().OrNull()), ("version", Shape.Integer().OrNull()), ("hash", Shape.Text()), ("loaded_at", Shape.Time()), ("config", Shape.AnyObject())));

    private static NamedShape Findings { get; } = new("ConfigurationFindings", Shape.Object(("valid", Shape.Flag()), ("errors", ProblemJson.Shape()), ("warnings", ProblemJson.Shape()), ("changes", AuditRoutes.Changes)));

    private static NamedShape File { get; } = new("ConfigurationFile", Shape.AnyObject());

    private static NamedShape Reloaded { get; } = new("ConfigurationReloaded", Shape.Object(("hash", Shape.Text()), ("loaded_at", Shape.Time())));

    private static NamedShape Pushed { get; } = new NamedShape("ConfigurationPushed", Shape.Object(
        ("version", Shape.Integer()), ("hash", Shape.Text()), ("warnings", ProblemJson.Shape()), ("nodes", Shape.List(new System.Text.Json.Nodes.JsonObject { ["$ref"] = NodeJson.Node.Reference })))).With(NodeJson.Node);

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get(
            "config", Operation.ManageConfiguration, "Shows the configuration in force, without its secrets.",
            ReadAsync, View) with { IsTagged = true },
        new AdminRoute(
            "PUT", "config", Operation.ManageConfiguration, "Puts a router.json, sent as the body, in force on all nodes of a fleet; one with errors is refused with all of them.", PushAsync)
        {
            Body = File, Answer = Pushed, IsTagged = true, Failures = [503],
        },
        AdminRoute.Post(
            "config/validate", Operation.ManageConfiguration, "Checks a router.json that is sent as the body, or without a body the file as it lies there, and changes nothing.", ValidateAsync, Findings) with { Body = File },
        AdminRoute.Post(
            "config/reload", Operation.ManageConfiguration, "Loads the file now; one with errors is refused with all of them, and the old one stays.", ReloadAsync, Reloaded) with { Failures = [400, 409, 503] },
    ];

    private async Task<RouterError?> ReadAsync(AdminCall call)
    {
        AdminResult<ConfigView> result = await api.ConfigAsync(call.Principal);
        Tag(call, result.Value?.Version);
        return await call.AnswerAsync(result, Write);
    }

    private async Task<RouterError?> PushAsync(AdminCall call)
    {
        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(call.Context.Request, call.Context.RequestAborted);
        using (body)
        {
            RouterError? badTag = EntityTag.Read(call, out long? version);
            if ((error ?? badTag) is { } wrong)
            {
                return wrong;
            }

            AdminResult<ConfigPushed> result = await api.PushConfigAsync(call.Caller, new PushConfig(body!.Bytes) { IfVersion = version });
            Tag(call, result.Value?.Version);
            return await call.AnswerAsync(result, Write);
        }
    }

    private static void Tag(AdminCall call, long? version)
    {
        if (version is { } number)
        {
            call.Context.Response.Headers.ETag = $"\"{number.ToString(CultureInfo.InvariantCulture)}\"";
        }
    }

    private async Task<RouterError?> ValidateAsync(AdminCall call)
    {
        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(call.Context.Request, call.Context.RequestAborted);
        using (body)
        {
            // Without its type, null would become an empty text.
            ReadOnlyMemory<byte>? text = body is { Bytes.IsEmpty: false } ? body.Bytes : default(ReadOnlyMemory<byte>?);
            return error ?? await call.AnswerAsync(await api.CheckConfigAsync(call.Principal, text), Write);
        }
    }

    private async Task<RouterError?> ReloadAsync(AdminCall call) => await call.AnswerAsync(await api.ReloadConfigAsync(call.Caller), (json, reloaded) =>
    {
        json.WriteStartObject();
        json.WriteString("hash", reloaded.Hash);
        json.WriteString("loaded_at", reloaded.LoadedAt.ToString("O"));
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, ConfigView view)
    {
        json.WriteStartObject();
        json.WriteString("file", view.File);
        if (view.Version is { } version)
        {
            json.WriteNumber("version", version);
        }
        else
        {
            json.WriteNull("version");
        }

        json.WriteString("hash", view.Hash);
        json.WriteString("loaded_at", view.LoadedAt.ToString("O"));
        json.WritePropertyName("config");
        view.Config.WriteTo(json);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConfigFindings findings)
    {
        json.WriteStartObject();
        json.WriteBoolean("valid", findings.Valid);
        ProblemJson.Write(json, "errors", findings.Errors);
        ProblemJson.Write(json, "warnings", findings.Warnings);
        AuditRoutes.WriteChanges(json, findings.Changes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConfigPushed pushed)
    {
        json.WriteStartObject();
        json.WriteNumber("version", pushed.Version);
        json.WriteString("hash", pushed.Hash);
        ProblemJson.Write(json, "warnings", pushed.Warnings);
        json.WriteStartArray("nodes");
        foreach (NodeInfo node in pushed.Nodes)
        {
            NodeJson.Write(json, node);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
