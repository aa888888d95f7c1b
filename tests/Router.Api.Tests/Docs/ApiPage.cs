using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Tests.Admin.Routes;

namespace Router.Api.Tests.Docs;

/// <summary>docs/api.md, made of the OpenAPI document.</summary>
internal static class ApiPage
{
    private const string Head = """
        # API reference

        Made of the OpenAPI document of the gateway (`GET /admin/v1/openapi.json`) by a test, which fails when the two differ. What stands behind it: [admin.md](admin.md),
        [team.md](team.md), [spend.md](spend.md).

        ## For clients

        | route | |
        |---|---|
        | `POST /v1/messages` | Anthropic's Messages, streamed or not |
        | `POST /v1/messages/count_tokens` | `{"input_tokens": N}`: asked of the provider where it counts, else estimated |
        | `POST /v1/chat/completions` | the same models for clients of OpenAI's API: [chat-completions.md](chat-completions.md) |
        | `GET /v1/models`, `GET /v1/models/{id}` | each entry is valid for readers of Anthropic's list and of OpenAI's; `limit`, `after_id`, `before_id` |
        | `GET /v1/usage/me` | the caller's own spend, limits and budgets: [spend.md](spend.md#who-asks-for-what) |
        | `GET /health`, `GET /healthz` | the status; with a key also providers, gates and names |
        | `GET /alive`, `GET /ready` | public, for what restarts and balances |
        | `GET /`, `HEAD /`, `HEAD /api/hello` | service information; an empty answer at once |
        | `GET /cache/stats`, `POST /cache/clear`, `POST /cache/clear-expired` | as at other proxies: [cache.md](cache.md#numbers-and-clearing) |
        | `GET /metrics` | for Prometheus: [telemetry.md](telemetry.md) |

        Keys go in `x-api-key`, `Authorization: Bearer` or `x-router-key`. Answers carry `request-id`, `x-router-provider`, `x-router-model`, `x-router-attempts`,
        `x-router-cache` and `x-router-notes`. Errors are Anthropic's envelope: `{"type": "error", "error": {"type": …, "message": …}, "request_id": …}`.

        ## Routes of the admin API

        Behind each: the least role that may use it; how far it reaches for whom stands in [admin.md](admin.md#routes-and-scopes).


        """;

    public static string Text(Document document)
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (DocumentedRoute route in document.Routes)
        {
            Write(page, route);
        }

        page.Append("## Shapes\n\n");
        foreach ((string name, JsonNode? shape) in document.Root["components"]!["schemas"]!.AsObject())
        {
            page.Append(CultureInfo.InvariantCulture, $"### {name}\n\n| field | type |\n|---|---|\n");
            Fields(page, shape!, "");
            page.Append('\n');
        }

        return page.ToString().TrimEnd('\n') + '\n';
    }

    private static void Write(StringBuilder page, DocumentedRoute route)
    {
        page.Append(CultureInfo.InvariantCulture, $"### `{route.Method} {route.Path}`\n\n{route.Node["summary"]} Least role: {route.Role.Replace('_', ' ')}.\n\n");
        foreach (JsonNode? parameter in route.Node["parameters"]!.AsArray())
        {
            page.Append(CultureInfo.InvariantCulture, $"* {parameter!["in"]} `{parameter["name"]}`, {Type(parameter["schema"]!)}: {parameter["description"]}\n");
        }

        if (route.Body is { } body)
        {
            page.Append(CultureInfo.InvariantCulture, $"* body: {Type(body)}\n");
        }

        ILookup<bool, KeyValuePair<string, JsonNode?>> answers = route.Node["responses"]!.AsObject().ToLookup(answer => answer.Key[0] == '2');
        foreach ((string status, JsonNode? answer) in answers[true])
        {
            IEnumerable<string> kinds = answer!["content"] is JsonObject contents
                ? contents.Select(content => content.Key == "application/json" && content.Value?["schema"] is { } schema ? Type(schema) : $"`{content.Key}`")
                : ["nothing"];
            page.Append(CultureInfo.InvariantCulture, $"* {status}: {string.Join(" or ", kinds)}\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"* errors: {string.Join(", ", answers[false].Select(answer => answer.Key))}\n\n");
    }

    private static void Fields(StringBuilder page, JsonNode shape, string path)
    {
        foreach ((string name, JsonNode? field) in shape["properties"] as JsonObject ?? [])
        {
            string full = $"{path}{name}";
            page.Append(CultureInfo.InvariantCulture, $"| `{full}` | {Type(field!)} |\n");
            JsonNode inner = field!["items"] ?? field;
            if (inner["properties"] is not null)
            {
                Fields(page, inner, field["items"] is null ? $"{full}." : $"{full}[].");
            }
        }
    }

    private static string Type(JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            string name = reference.Split('/')[^1];
            return $"[{name}](#{name.ToLowerInvariant()})";
        }

        if (schema["enum"] is JsonArray words)
        {
            return string.Join(", ", words.Select(word => $"`{word}`"));
        }

        string[] types = schema["type"] is JsonArray several ? [.. several.Select(type => (string)type!)] : [(string?)schema["type"] ?? "any"];
        string format = (string?)schema["format"] is { } known ? $" ({known})" : "";
        return string.Join(" or ", types.Select(type => type switch
        {
            "array" => $"list of {Type(schema["items"]!)}",
            "string" => $"text{format}",
            _ => type,
        }));
    }
}
