using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Admin.Routes;

/// <summary>The OpenAPI document of a running gateway.</summary>
internal sealed class Document(JsonNode root)
{
    public JsonNode Root => root;

    public IEnumerable<DocumentedRoute> Routes => root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => new DocumentedRoute(method.Key.ToUpperInvariant(), path.Key, method.Value!)));

    public static async Task<Document> ReadAsync(TestGateway gateway) => new(await gateway.DoneAsync("GET openapi.json"));

    public JsonNode Resolve(JsonNode schema) => schema["$ref"] is { } reference ? Find((string)reference!) : schema;

    public JsonNode Find(string reference)
    {
        JsonNode found = root;
        foreach (string step in reference.Split('/').Skip(1))
        {
            found = found[step] ?? throw new InvalidOperationException($"The document has no {reference}.");
        }

        return found;
    }

    /// <summary>What of a value is not as a schema says.</summary>
    public IEnumerable<string> Problems(JsonNode schema, JsonNode? value, string path = "$")
    {
        JsonNode shape = Resolve(schema);
        string[] types = shape["type"] is JsonArray several ? [.. several.Select(type => (string)type!)] : [(string)shape["type"]!];
        string type = TypeOf(value);
        if (!types.Contains(type) && !(type == "integer" && types.Contains("number")))
        {
            return [$"{path} is {type}, not {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonObject members when shape["properties"] is JsonObject properties => Members(shape, properties, members, path),
            JsonArray items => items.SelectMany((item, index) => Problems(shape["items"]!, item, $"{path}[{index}]")),
            JsonValue when shape["enum"] is JsonArray words && !words.Any(word => (string)word! == (string)value!) => [$"{path} is {value}, which is not listed"],
            _ => [],
        };
    }

    private IEnumerable<string> Members(JsonNode shape, JsonObject properties, JsonObject members, string path) =>
    [
        .. shape["required"]!.AsArray().Where(name => !members.ContainsKey((string)name!)).Select(name => $"{path}.{name} is missing"),
        .. members.Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{path}.{member.Key} is not documented"),
        .. members.Where(member => properties.ContainsKey(member.Key)).SelectMany(member => Problems(properties[member.Key]!, member.Value, $"{path}.{member.Key}")),
    ];

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
            _ => "boolean",
        },
    };
}
