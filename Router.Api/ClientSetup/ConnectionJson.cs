using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Encodings.Web;

namespace Router.Api.ClientSetup;

/// <summary>What a client needs to know, as <c>router env --json</c> writes it. A key that stands in a variable or a file is named by its place, not shown.</summary>
internal static class ConnectionJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ClientConnection connection) => new JsonObject
    {
        ["variables"] = new JsonArray([.. connection.Variables.Select(variable => new JsonObject
        {
            ["name"] = variable.Name, ["value"] = variable.Reference is null ? variable.Value : null, ["from"] = variable.Reference?.ToString(),
        })]),
        ["desktop"] = new JsonObject
        {
            ["provider"] = "Gateway", ["baseUrl"] = connection.Address, ["authScheme"] = "bearer", ["models"] = new JsonArray([.. DesktopFields.Models(connection).Select(model => JsonValue.Create(model))]),
        },
    }.ToJsonString(Readable);
}
