using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Admin.Routes;
using Router.Core.AdminContract;
using Router.Core.Caching;

namespace Router.Api.Admin.Cache;

/// <summary>How the response cache does, as JSON.</summary>
internal static class CacheJson
{
    public static NamedShape Row { get; } = new("CacheRow", Shape.Object([("tenant", Shape.Text()), ("model", Shape.Text()), .. Sum()]));

    public static NamedShape Report { get; } =
        new NamedShape("Cache", Shape.Object([("mode", Shape.OneOf("off", "prefix", "full")), .. Sum(), ("data", Shape.List(new JsonObject { ["$ref"] = Row.Reference }))])).With(Row);

    public static NamedShape Cleared { get; } = new("CacheCleared", Shape.Object(("cleared", Shape.Integer())));

    public static void Write(Utf8JsonWriter json, CacheReport report)
    {
        json.WriteStartObject();
        json.WriteString("mode", report.Mode);
        Write(json, report.Entries, report.Bytes, report.Count);
        json.WriteStartArray("data");
        foreach (CacheRow row in report.Rows)
        {
            json.WriteStartObject();
            json.WriteString("tenant", row.Label.Tenant);
            json.WriteString("model", row.Label.Model);
            Write(json, row.Entries, row.Bytes, row.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CacheCleared cleared)
    {
        json.WriteStartObject();
        json.WriteNumber("cleared", cleared.Entries);
        json.WriteEndObject();
    }

    private static IEnumerable<(string, JsonObject)> Sum() =>
        [.. ((IEnumerable<string>)["entries", "bytes", "hits", "misses", "joined", "stored"]).Select(name => (name, Shape.Integer())), ("saved_usd", Shape.Number())];

    private static void Write(Utf8JsonWriter json, long entries, long bytes, in CacheCount count)
    {
        json.WriteNumber("entries", entries);
        json.WriteNumber("bytes", bytes);
        json.WriteNumber("hits", count.Hits);
        json.WriteNumber("misses", count.Misses);
        json.WriteNumber("joined", count.Joined);
        json.WriteNumber("stored", count.Stored);
        json.WriteNumber("saved_usd", count.Saved.Usd);
    }
}
