using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes JSON schemas in the provider's dialect.</summary>
internal static class SchemaWriter
{
    /// <summary>Writes a function's <c>parameters</c>.</summary>
    public static void WriteParameters(JsonElement schema, RequestContext context)
    {
        if (context.Capabilities.Schema != SchemaDialect.Gemini)
        {
            context.Json.Name("parameters");
            WriteObject(schema, context.Json);
            return;
        }

        GeminiSchema parameters = GeminiSchemaReader.ReadRoot(schema, context.Notes);
        if (parameters.Properties.Count > 0)
        {
            context.Json.Name("parameters"); // absent means a function without parameters; an empty object is refused
            GeminiSchemaWriter.Write(parameters, context.Json);
        }
    }

    /// <summary>Writes the <c>schema</c> of a wanted answer.</summary>
    public static void WriteOutput(JsonElement schema, RequestContext context)
    {
        context.Json.Name("schema");
        if (context.Capabilities.Schema == SchemaDialect.Gemini)
        {
            GeminiSchemaWriter.Write(GeminiSchemaReader.Read(schema, context.Notes), context.Json);
        }
        else
        {
            WriteMembers(schema, context.Json);
        }
    }

    private static void WriteObject(JsonElement schema, JsonOutput json)
    {
        if (schema.IsObject && schema.Member("type"u8).IsString && schema.Member("properties"u8).IsObject)
        {
            WriteMembers(schema, json);
            return;
        }

        // Some servers insist on both.
        json.StartObject();
        json.Name("type");
        json.String("object");
        json.Name("properties");
        json.Raw(schema.Member("properties"u8).IsObject ? schema.Member("properties"u8).Raw : "{}"u8);
        WriteMembers(schema, json, "type", "properties");
        json.EndObject();
    }

    private static void WriteMembers(JsonElement schema, JsonOutput json)
    {
        json.StartObject();
        WriteMembers(schema, json, without: []);
        json.EndObject();
    }

    private static void WriteMembers(JsonElement schema, JsonOutput json, params ReadOnlySpan<string> without)
    {
        foreach (JsonProperty member in schema.Members)
        {
            if (member.Name != "$schema" && !without.Contains(member.Name))
            {
                json.Name(member.Name);
                json.Raw(member.Value.Raw);
            }
        }
    }
}
