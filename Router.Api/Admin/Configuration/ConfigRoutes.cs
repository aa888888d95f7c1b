using System.Text.Json;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Configuration;

/// <summary>/admin/v1/config</summary>
internal sealed class ConfigRoutes(IAdminApi api) : IAdminRoutes
{
    private static NamedShape View { get; } = new("Configuration", Shape.Object(
        ("file", Shape.Text().OrNull()), ("hash", Shape.Text()), ("loaded_at", Shape.Time()), ("config", Shape.AnyObject())));

    private static NamedShape Findings { get; } = new("ConfigurationFindings", Shape.Object(("valid", Shape.Flag()), ("errors", Problems()), ("warnings", Problems()), ("changes", AuditRoutes.Changes)));

    private static NamedShape File { get; } = new("ConfigurationFile", Shape.AnyObject());

    private static NamedShape Reloaded { get; } = new("ConfigurationReloaded", Shape.Object(("hash", Shape.Text()), ("loaded_at", Shape.Time())));

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get(
            "config", Operation.ManageConfiguration, "Shows the configuration in force, without its secrets.",
            async call => await call.AnswerAsync(await api.ConfigAsync(call.Principal), Write), View),
        AdminRoute.Post(
            "config/validate", Operation.ManageConfiguration, "Checks a router.json that is sent as the body, or without a body the file as it lies there, and changes nothing.", ValidateAsync, Findings) with { Body = File },
        AdminRoute.Post(
            "config/reload", Operation.ManageConfiguration, "Loads the file now; one with errors is refused with all of them, and the old one stays.", ReloadAsync, Reloaded) with { Failures = [400, 503] },
    ];

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

    private static System.Text.Json.Nodes.JsonObject Problems() => Shape.List(Shape.Object(("key", Shape.Text()), ("text", Shape.Text())));

    private static void Write(Utf8JsonWriter json, ConfigView view)
    {
        json.WriteStartObject();
        json.WriteString("file", view.File);
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
        Write(json, "errors", findings.Errors);
        Write(json, "warnings", findings.Warnings);
        AuditRoutes.WriteChanges(json, findings.Changes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<ConfigProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (ConfigProblem problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("key", problem.Key);
            json.WriteString("text", problem.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
