using System.Text;
using System.Text.Json;

namespace Router.Api.Demo;

/// <summary>
/// Makes an input for a tool from its schema: the required properties, each with the tamest value that fits. A command only echoes, a path is
/// the README of the folder.
/// </summary>
internal static class DemoInput
{
    private const int Deepest = 8;

    public static string For(JsonElement schema)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteObject(json, schema, 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement schema, int depth)
    {
        json.WriteStartObject();
        if (depth < Deepest && schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty("required", out JsonElement required) && required.ValueKind == JsonValueKind.Array)
        {
            schema.TryGetProperty("properties", out JsonElement properties);
            HashSet<string> names = [.. required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)];
            foreach (string name in names)
            {
                json.WritePropertyName(name);
                JsonElement property = properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out JsonElement found) ? found : default;
                WriteValue(json, Writes(names) && IsPath(name) ? "new_path" : name, property, depth + 1);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, JsonElement schema, int depth)
    {
        if (First(schema, "enum") is { } choice)
        {
            choice.WriteTo(json);
            return;
        }

        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(json, schema, depth);
                break;
            case "array":
                json.WriteStartArray();
                if (Number(schema, "minItems") > 0 && depth < Deepest)
                {
                    WriteValue(json, name, schema.TryGetProperty("items", out JsonElement items) ? items : default, depth + 1);
                }

                json.WriteEndArray();
                break;
            case "boolean":
                json.WriteBooleanValue(false);
                break;
            case "integer" or "number":
                json.WriteNumberValue(Math.Max(Number(schema, "minimum"), Number(schema, "exclusiveMinimum") + 1));
                break;
            default:
                json.WriteStringValue(Sample(name));
                break;
        }
    }

    // A tool that changes a file must not get one that matters.
    private static bool Writes(HashSet<string> names) => names.Overlaps(["content", "new_string", "new_source", "edits"]);

    private static bool IsPath(string name) => name is "file_path" or "path" or "notebook_path";

    private static string Sample(string name) => name switch
    {
        "command" => "echo Hello from the demo model",
        "new_path" => "demo.txt",
        _ when IsPath(name) => "README.md",
        "pattern" => "*.md",
        "url" => "https://example.com/",
        _ => "demo",
    };

    private static JsonElement? First(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? list[0]
            : null;

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out JsonElement type))
        {
            return null;
        }

        return type.ValueKind == JsonValueKind.String ? type.GetString() : First(schema, "type") is { ValueKind: JsonValueKind.String } first ? first.GetString() : null;
    }

    private static long Number(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long value)
            ? value
            : 0;
}
