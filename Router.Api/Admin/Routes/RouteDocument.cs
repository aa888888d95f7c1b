using System.Text.Json.Nodes;

namespace Router.Api.Admin.Routes;

/// <summary>One route in the OpenAPI document.</summary>
internal static class RouteDocument
{
    public static JsonObject Of(AdminRoute route)
    {
        var document = new JsonObject
        {
            ["operationId"] = Id(route),
            ["tags"] = new JsonArray(Steps(route)[0]),
            ["summary"] = route.Summary,
            ["parameters"] = new JsonArray([.. InPath(route), .. route.Query.Select(InQuery), .. InHeader(route)]),
        };
        if (route.Body is { } body)
        {
            document["requestBody"] = new JsonObject { ["required"] = body.Schema["required"] is JsonArray { Count: > 0 }, ["content"] = Content([AdminRoute.Json], body) };
        }

        document["responses"] = Responses(route);
        document["x-router-operation"] = route.Operation?.ToString();
        document["x-router-role"] = RouteAccess.Role(route.Operation);
        document["x-router-scope"] = RouteAccess.Scopes(route.Operation);
        return document;
    }

    public static JsonObject Response(string text, IEnumerable<string> media, NamedShape shape) => new() { ["description"] = text, ["content"] = Content(media, shape) };

    private static string[] Steps(AdminRoute route) => route.Path.Split('/');

    private static IEnumerable<string> Places(AdminRoute route) => Steps(route).Where(step => step[0] == '{').Select(step => step.Trim('{', '}'));

    /// <summary><c>GET users/{id}</c> is getUsersId.</summary>
    private static string Id(AdminRoute route) =>
        route.Method.ToLowerInvariant() + string.Concat(route.Path.Split('/', '-', '.').Select(step => step.Trim('{', '}')).Select(step => char.ToUpperInvariant(step[0]) + step[1..]));

    private static IEnumerable<JsonObject> InPath(AdminRoute route) =>
        Places(route).Select(name => new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = Shape.Text() });

    private static JsonObject InQuery(AdminParameter parameter) =>
        new() { ["name"] = parameter.Name, ["in"] = "query", ["description"] = parameter.Text, ["schema"] = parameter.Schema.DeepClone() };

    private static IEnumerable<JsonObject> InHeader(AdminRoute route) => route.IsTagged && route.Method != "GET"
        ? [new JsonObject { ["name"] = "If-Match", ["in"] = "header", ["description"] = "The ETag of the answer that was read: 412 when somebody else was faster.", ["schema"] = Shape.Text() }, .. Headers(route)]
        : Headers(route);

    private static IEnumerable<JsonObject> Headers(AdminRoute route) => route.Headers.Select(header =>
        new JsonObject { ["name"] = header.Name, ["in"] = "header", ["description"] = header.Text, ["schema"] = header.Schema.DeepClone() });

    private static JsonObject Responses(AdminRoute route)
    {
        var responses = new JsonObject();
        foreach (int status in route.Statuses)
        {
            JsonObject response = Response(StatusMeanings.Of(status), route.Media, route.Answer);
            if (route.IsTagged)
            {
                response["headers"] = new JsonObject { ["ETag"] = new JsonObject { ["description"] = "The version of the entry.", ["schema"] = Shape.Text() } };
            }

            responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = response;
        }

        foreach (int status in Failures(route))
        {
            responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new JsonObject { ["$ref"] = "#/components/responses/Error", ["description"] = StatusMeanings.Of(status) };
        }

        return responses;
    }

    private static IEnumerable<int> Failures(AdminRoute route)
    {
        IEnumerable<int> own = [.. route.Failures, 400, 401, 403];
        own = route.Body is null ? own : own.Concat([413, 415]);
        own = Places(route).Any() || route.Query.Any(parameter => parameter.Name == "tenant") ? own.Append(404) : own;
        return own.Concat(route.IsTagged && route.Method != "GET" ? [409, 410, 412] : []).Distinct().Order();
    }

    private static JsonObject Content(IEnumerable<string> media, NamedShape shape) => new(media.Select(type => KeyValuePair.Create<string, JsonNode?>(
        type, new JsonObject { ["schema"] = type == AdminRoute.Json ? new JsonObject { ["$ref"] = shape.Reference } : Shape.Text() })));
}
