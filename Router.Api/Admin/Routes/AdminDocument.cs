using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Hosting;

namespace Router.Api.Admin.Routes;

/// <summary>The admin API as an OpenAPI 3.1 document, made of its routes.</summary>
internal static class AdminDocument
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ImmutableArray<AdminRoute> routes)
    {
        var paths = new JsonObject();
        foreach (IGrouping<string, AdminRoute> path in routes.GroupBy(route => AdminRoute.Root + route.Path, StringComparer.Ordinal))
        {
            paths[path.Key] = new JsonObject(path.Select(route => KeyValuePair.Create<string, JsonNode?>(route.Method.ToLowerInvariant(), RouteDocument.Of(route))));
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Router, the admin API",
                ["version"] = RouterVersion.Text,
                ["description"] = "x-router-operation says what a route does, x-router-role the least role that may use it, x-router-scope how far each role's reach goes: "
                    + "own_user, own_team, own_tenant, everything. gateway_admin is the admin key, and whoever is an admin of the default tenant.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = Schemas(routes),
                ["responses"] = new JsonObject { ["Error"] = RouteDocument.Response("What is wrong, in Anthropic's envelope.", [AdminRoute.Json], ErrorShape.Error) },
                ["securitySchemes"] = new JsonObject
                {
                    ["api-key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-api-key" },
                    ["router-key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-router-key" },
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
            ["security"] = new JsonArray(new JsonObject { ["api-key"] = new JsonArray() }, new JsonObject { ["router-key"] = new JsonArray() }, new JsonObject { ["bearer"] = new JsonArray() }),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Readable);
    }

    private static JsonObject Schemas(ImmutableArray<AdminRoute> routes)
    {
        IEnumerable<NamedShape> named = routes.SelectMany(route => (IEnumerable<NamedShape?>)[route.Body, route.Answer]).OfType<NamedShape>();
        return new JsonObject(named.SelectMany(shape => shape.Parts.Add(shape)).Append(ErrorShape.Error).DistinctBy(shape => shape.Name, StringComparer.Ordinal)
            .OrderBy(shape => shape.Name, StringComparer.Ordinal).Select(shape => KeyValuePair.Create<string, JsonNode?>(shape.Name, shape.Schema.DeepClone())));
    }
}
