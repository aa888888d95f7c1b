using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes a schema in Gemini's subset.</summary>
internal static class GeminiSchemaWriter
{
    public static void Write(GeminiSchema schema, JsonOutput json)
    {
        json.StartObject();
        if (schema.AnyOf.Count > 0)
        {
            WriteAlternatives(schema, json);
        }
        else
        {
            WriteMembers(schema, json);
        }

        json.EndObject();
    }

    // "When using any_of, it must be the only fields set": what belongs to all is said in each.
    private static void WriteAlternatives(GeminiSchema schema, JsonOutput json)
    {
        json.Name("anyOf");
        json.StartArray();
        foreach (GeminiSchema one in schema.AnyOf)
        {
            one.Nullable |= schema.Nullable;
            one.Description ??= schema.Description;
            Write(one, json);
        }

        json.EndArray();
    }

    private static void WriteMembers(GeminiSchema schema, JsonOutput json)
    {
        json.Name("type");
        json.String(schema.Type!);
        if (schema.Nullable)
        {
            json.Name("nullable");
            json.Boolean(true);
        }

        if (schema.Description is not null)
        {
            json.Name("description");
            json.String(schema.Description);
        }

        foreach ((string name, JsonElement value) in schema.Plain.Where(keyword => Fits(keyword.Key, keyword.Value, schema.Type!)))
        {
            json.Name(name);
            json.Raw(value.Raw);
        }

        if (schema.Type is "integer" or "number")
        {
            WriteBounds(schema, json);
        }

        if (schema.Type == "string" && schema.Enum.Count > 0)
        {
            WriteStrings("enum", schema.Enum, json);
        }

        if (schema.Type == "array" && schema.Items is not null)
        {
            json.Name("items");
            Write(schema.Items, json);
        }

        if (schema.Type == "object")
        {
            WriteProperties(schema, json);
        }
    }

    private static void WriteBounds(GeminiSchema schema, JsonOutput json)
    {
        foreach ((string name, decimal bound) in schema.Bounds)
        {
            json.Name(name);
            json.Raw(Encoding.UTF8.GetBytes(bound.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void WriteProperties(GeminiSchema schema, JsonOutput json)
    {
        json.Name("properties");
        json.StartObject();
        foreach ((string name, GeminiSchema property) in schema.Properties)
        {
            json.Name(name);
            Write(property, json);
        }

        json.EndObject();
        List<string> required = [.. schema.Properties.Select(property => property.Name).Where(schema.Required.Contains)];
        if (required.Count > 0)
        {
            WriteStrings("required", required, json); // a name without its property is refused
        }
    }

    private static void WriteStrings(string name, List<string> values, JsonOutput json)
    {
        json.Name(name);
        json.StartArray();
        values.ForEach(json.String);
        json.EndArray();
    }

    private static bool Fits(string keyword, JsonElement value, string type) => keyword switch
    {
        "format" => value.Text switch
        {
            "date-time" or "enum" => type == "string",
            "float" or "double" => type == "number",
            _ => type == "integer",
        },
        "minLength" or "maxLength" or "pattern" => type == "string",
        "minItems" or "maxItems" => type == "array",
        "minProperties" or "maxProperties" => type == "object",
        _ => true,
    };
}
