using System.Globalization;
using System.Text.Json;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Api.Usage;
using Router.Core.Spend.Pricing;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>GET /admin/v1/requests: the last messages, newest first, at most <see cref="UsageLedger.MostRecent"/>.</summary>
internal sealed class RecentRequestsEndpoint(UsageLedger usage)
{
    private const int Usual = 100;

    public async Task HandleAsync(HttpContext context)
    {
        string asked = context.Request.Query["limit"].ToString();
        int limit = Usual;
        if (asked.Length > 0 && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > UsageLedger.MostRecent))
        {
            await ErrorWriter.WriteAsync(context, RouterError.Of(400, $"limit: use a number from 1 to {UsageLedger.MostRecent}."));
            return;
        }

        UsageRecord[] all = [.. usage.Recent()];
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (UsageRecord record in all.Take(limit))
            {
                Write(json, record);
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", all.Length > limit);
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, UsageRecord record)
    {
        json.WriteStartObject();
        json.WriteString("id", record.Id.ToString());
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
        json.WriteNumber("attempts", record.Attempts);
        json.WriteNumber("status", record.Status);
        json.WriteString("outcome", JsonNamingPolicy.SnakeCaseLower.ConvertName(record.Outcome.ToString()));
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
        json.WriteEndObject();
    }

    /// <summary>The price used, in dollars a million tokens, the tenant's multiplier in it.</summary>
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

    private static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } known)
        {
            json.WriteNumber(name, (long)known.TotalMilliseconds);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
