using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Router.Api.Configuration;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.Tenancy;

namespace Router.Api.Models;

/// <summary>
/// GET /v1/models and /v1/models/{id}. Every entry carries the fields of Anthropic's list and of OpenAI's, so that readers of both take it.
/// <c>limit</c> (1 to 1000, default all), <c>after_id</c> and <c>before_id</c> page as in Anthropic's API.
/// </summary>
internal static class ModelsEndpoint
{
    private const int LargestPage = 1000;

    public static Task ListAsync(HttpContext context, Principal principal, RouterSnapshot snapshot)
    {
        IQueryCollection query = context.Request.Query;
        int limit = LargestPage;
        if (query.TryGetValue("limit", out var text) && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestPage))
        {
            return ErrorWriter.WriteAsync(context, RouterError.Of(400, $"limit: Input should be a number from 1 to {LargestPage}."));
        }

        ImmutableArray<ModelEntry> all = ModelList.For(snapshot, principal);
        int from = query["after_id"].ToString() is { Length: > 0 } after ? IndexOf(all, after) + 1 : 0;
        int to = query["before_id"].ToString() is { Length: > 0 } before && IndexOf(all, before) is >= 0 and var end ? end : all.Length;
        // Behind after_id the page begins; before before_id it ends.
        Range range = to < all.Length ? Math.Max(from, to - limit)..to : from..Math.Min(from + limit, to);
        ImmutableArray<ModelEntry> page = from < to ? all[range] : [];
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (ModelEntry entry in page)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", to - from > page.Length);
            json.WriteString("first_id", page.FirstOrDefault()?.Id);
            json.WriteString("last_id", page.LastOrDefault()?.Id);
            json.WriteEndObject();
        });
    }

    public static Task GetAsync(HttpContext context, Principal principal, RouterSnapshot snapshot)
    {
        // The server leaves an encoded slash as it is; in a model's name it is one.
        string id = (context.Request.RouteValues["id"]?.ToString() ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return ModelList.Find(snapshot, principal, id) is { } entry
            ? JsonAnswer.WriteAsync(context, json => Write(json, entry))
            : ErrorWriter.WriteAsync(context, RouterError.Of(404, $"model: {id}"));
    }

    private static int IndexOf(ImmutableArray<ModelEntry> all, string id) => all.Select(entry => entry.Id).ToList().IndexOf(id);

    private static void Write(Utf8JsonWriter json, ModelEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("type", "model");
        json.WriteString("id", entry.Id);
        json.WriteString("display_name", entry.DisplayName);
        json.WriteString("created_at", entry.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Write(json, "max_input_tokens", entry.ContextWindow);
        Write(json, "max_tokens", entry.MaxOutputTokens);
        json.WriteString("object", "model");
        json.WriteNumber("created", entry.Created.ToUnixTimeSeconds());
        json.WriteString("owned_by", entry.OwnedBy);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

}
