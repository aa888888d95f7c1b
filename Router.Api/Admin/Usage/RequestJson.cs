using System.Globalization;
using System.Text.Json;
using Router.Api.Admin.Routes;
using Router.Api.Usage;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>A message's record as JSON.</summary>
internal static class RequestJson
{
    private static readonly string[] Prices = ["input", "output", "cache_read", "cache_write_5m", "cache_write_1h"];

    public static NamedShape Request { get; } = new("Request", Shape.Object(
    [
        ("id", Shape.Text()),
        ("request_id", Shape.Text().OrNull()),
        ("began_at", Shape.Time().OrNull()),
        ("at", Shape.Time()),
        ("tenant", Shape.Text()),
        ("team", Shape.Text().OrNull()),
        ("user", Shape.Text()),
        ("key", Shape.Text()),
        ("session", Shape.Text().OrNull()),
        ("agent", Shape.Text().OrNull()),
        ("parent_agent", Shape.Text().OrNull()),
        ("model", Shape.Text()),
        ("provider", Shape.Text().OrNull()),
        ("model_served", Shape.Text().OrNull()),
        ("attempts", Shape.Integer().OrNull()),
        ("status", Shape.Integer()),
        ("outcome", Shape.OneOf(Enum.GetValues<SettlementKind>().Select(Word))),
        .. UsageShapes.Tokens(),
        ("usd", Shape.Number()),
        ("own_key", Shape.Flag()),
        ("overrun_usd", Shape.Number()),
        ("price", Shape.Object(Prices.Select(static name => (name, Shape.Number())))),
        ("price_from", Shape.Text()),
        ("latency_ms", Shape.Integer().OrNull()),
        ("first_token_ms", Shape.Integer().OrNull()),
        ("cache", Shape.OneOf(Enum.GetNames<CacheOutcome>().Select(name => name.ToLowerInvariant()))),
        ("saved_usd", Shape.Number()),
        ("notes", Shape.List(Shape.Text())),
        ("steps", Shape.List(Shape.Object(
            ("kind", Shape.OneOf(Enum.GetNames<RequestStepKind>().Select(name => name.ToLowerInvariant()))),
            ("at_ms", Shape.Integer()),
            ("took_ms", Shape.Integer()),
            ("provider", Shape.Text().OrNull()),
            ("model", Shape.Text().OrNull()),
            ("outcome", Shape.Text().OrNull()),
            ("status", Shape.Integer()),
            ("targets", Shape.Integer())))),
    ]));

    public static void Write(Utf8JsonWriter json, UsageRecord record)
    {
        json.WriteStartObject();
        json.WriteString("id", record.Id.ToString());
        json.WriteString("request_id", record.RequestId);
        json.WriteString("began_at", record.Began?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("at", record.At.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("tenant", record.Tenant);
        json.WriteString("team", record.Path.Team);
        json.WriteString("user", record.Path.User);
        json.WriteString("key", record.Path.Key);
        json.WriteString("session", record.Origin.Session);
        json.WriteString("agent", record.Origin.Agent);
        json.WriteString("parent_agent", record.Origin.ParentAgent);
        json.WriteString("model", record.Origin.Model);
        json.WriteString("provider", record.Provider);
        json.WriteString("model_served", record.ModelServed);
        WriteNumber(json, "attempts", record.Attempts);
        json.WriteNumber("status", record.Status);
        json.WriteString("outcome", Word(record.Outcome));
        UsageFields.Write(json, record.Tokens);
        json.WriteNumber("usd", record.Cost.Usd);
        json.WriteBoolean("own_key", record.OwnKey);
        json.WriteNumber("overrun_usd", record.Overrun.Usd);
        WritePrice(json, record.Price);
        json.WriteString("price_from", record.PriceOrigin.ToString().ToLowerInvariant());
        WriteMilliseconds(json, "latency_ms", record.Latency);
        WriteMilliseconds(json, "first_token_ms", record.FirstToken);
        json.WriteString("cache", record.Cache.ToString().ToLowerInvariant());
        json.WriteNumber("saved_usd", record.Saved.Usd);
        json.WriteStartArray("notes");
        foreach (string note in record.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (RequestStep step in record.Steps)
        {
            WriteStep(json, step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, RequestStep step)
    {
        json.WriteStartObject();
        json.WriteString("kind", step.Kind.ToString().ToLowerInvariant());
        json.WriteNumber("at_ms", (long)step.At.TotalMilliseconds);
        json.WriteNumber("took_ms", (long)step.Took.TotalMilliseconds);
        json.WriteString("provider", step.Provider);
        json.WriteString("model", step.Model);
        json.WriteString("outcome", step.Outcome);
        json.WriteNumber("status", step.Status);
        json.WriteNumber("targets", step.Targets);
        json.WriteEndObject();
    }

    private static string Word(SettlementKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>The price used, in dollars a million tokens, the tenant's multiplier in it where the tenant was charged.</summary>
    private static void WritePrice(Utf8JsonWriter json, in TokenPrice price)
    {
        json.WriteStartObject("price");
        json.WriteNumber("input", TokenPrice.UsdOf(price.Input));
        json.WriteNumber("output", TokenPrice.UsdOf(price.Output));
        json.WriteNumber("cache_read", TokenPrice.UsdOf(price.CacheRead));
        json.WriteNumber("cache_write_5m", TokenPrice.UsdOf(price.CacheWrite5m));
        json.WriteNumber("cache_write_1h", TokenPrice.UsdOf(price.CacheWrite1h));
        json.WriteEndObject();
    }

    private static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan? time) => WriteNumber(json, name, (long?)time?.TotalMilliseconds);

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
