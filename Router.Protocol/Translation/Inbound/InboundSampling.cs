using System.Text.Json;

namespace Router.Protocol.Translation.Inbound;

/// <summary>Writes temperature, stop sequences, effort, the shape of the output and the user.</summary>
internal static class InboundSampling
{
    /// <summary>Messages knows temperatures up to 1; OpenAI's go to 2.</summary>
    private const double WarmestTemperature = 1;

    public static void Write(Utf8JsonWriter json, JsonElement root)
    {
        if (Number(root, "temperature") is { } temperature)
        {
            json.WriteNumber("temperature"u8, Math.Min(temperature, WarmestTemperature));
        }

        if (Number(root, "top_p") is { } share)
        {
            json.WriteNumber("top_p"u8, share);
        }

        WriteStop(json, root);
        WriteOutput(json, root);
        if (root.TryGetProperty("user", out JsonElement user) && user.ValueKind == JsonValueKind.String && user.GetString() is { Length: > 0 } id)
        {
            json.WriteStartObject("metadata"u8);
            json.WriteString("user_id"u8, id);
            json.WriteEndObject();
        }
    }

    /// <summary><c>json_object</c> has no field of its own in Messages; the words say it. Null for every other shape.</summary>
    public static string? ShapeInWords(JsonElement root) => Format(root) is { } format && IsOfType(format, "json_object") ? "Answer with one JSON object and nothing else." : null;

    private static void WriteStop(Utf8JsonWriter json, JsonElement root)
    {
        if (!root.TryGetProperty("stop", out JsonElement stop) || stop.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        string?[] sequences = stop.ValueKind switch
        {
            JsonValueKind.String => [stop.GetString()],
            JsonValueKind.Array => [.. stop.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : throw new InboundProblem("stop", "must be a text or a list of texts"))],
            _ => throw new InboundProblem("stop", "must be a text or a list of texts"),
        };
        json.WriteStartArray("stop_sequences"u8);
        foreach (string? sequence in sequences.Where(sequence => !string.IsNullOrEmpty(sequence)))
        {
            json.WriteStringValue(sequence);
        }

        json.WriteEndArray();
    }

    private static void WriteOutput(Utf8JsonWriter json, JsonElement root)
    {
        string? effort = root.TryGetProperty("reasoning_effort", out JsonElement said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null;
        if (effort is "none" or "minimal")
        {
            json.WriteStartObject("thinking"u8);
            json.WriteString("type"u8, "disabled"u8);
            json.WriteEndObject();
            effort = null;
        }

        JsonElement? schema = Format(root) is { } format && IsOfType(format, "json_schema") ? Schema(format) : null;
        if (effort is null && schema is null)
        {
            return;
        }

        json.WriteStartObject("output_config"u8);
        if (effort is not null)
        {
            json.WriteString("effort"u8, effort is "low" or "medium" or "high" or "xhigh" or "max" ? effort : throw new InboundProblem("reasoning_effort", "must be none, minimal, low, medium, high, xhigh or max"));
        }

        if (schema is { } shape)
        {
            json.WriteStartObject("format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            json.WritePropertyName("schema"u8);
            shape.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static JsonElement? Format(JsonElement root) => root.TryGetProperty("response_format", out JsonElement format) && format.ValueKind == JsonValueKind.Object ? format : null;

    private static bool IsOfType(JsonElement format, string type) => format.TryGetProperty("type", out JsonElement found) && found.ValueKind == JsonValueKind.String && found.ValueEquals(type);

    private static JsonElement Schema(JsonElement format) =>
        format.TryGetProperty("json_schema", out JsonElement named) && named.ValueKind == JsonValueKind.Object && named.TryGetProperty("schema", out JsonElement schema) && schema.ValueKind == JsonValueKind.Object
            ? schema
            : throw new InboundProblem("response_format.json_schema.schema", "is required");

    private static double? Number(JsonElement root, string field) =>
        !root.TryGetProperty(field, out JsonElement number) || number.ValueKind == JsonValueKind.Null ? null
        : number.ValueKind == JsonValueKind.Number ? number.GetDouble()
        : throw new InboundProblem(field, "must be a number");
}
