using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Reads the bounds of a number. Gemini knows included ones only; for an integer the next one says the same.</summary>
internal static class GeminiBounds
{
    public static void Read(JsonElement schema, GeminiSchema read)
    {
        decimal step = read.Type == "integer" ? 1 : 0;
        Read("minimum", schema.Member("minimum"u8), schema.Member("exclusiveMinimum"u8), step, read);
        Read("maximum", schema.Member("maximum"u8), schema.Member("exclusiveMaximum"u8), -step, read);
    }

    // Today's form is {"exclusiveMinimum":0}, the older one {"minimum":0,"exclusiveMinimum":true}.
    private static void Read(string name, JsonElement bound, JsonElement excluded, decimal step, GeminiSchema read)
    {
        if (Number(excluded) is { } beyond)
        {
            read.Bounds[name] = Beyond(beyond, step);
        }
        else if (Number(bound) is { } value)
        {
            read.Bounds[name] = excluded.IsTrue ? Beyond(value, step) : value;
        }
    }

    private static decimal? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) ? number : null;

    private static decimal Beyond(decimal bound, decimal step) => bound is decimal.MinValue or decimal.MaxValue ? bound : bound + step;
}
