using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>A wanted JSON answer: <c>output_config.format</c>, or <c>output_format</c> in its older spelling.</summary>
internal static class OutputFormat
{
    /// <summary>The wanted schema; undefined when the answer is free.</summary>
    public static JsonElement SchemaOf(JsonElement request)
    {
        JsonElement format = request.Member("output_config"u8).Member("format"u8);
        format = format.IsObject ? format : request.Member("output_format"u8);
        return format.Member("type"u8).Text == "json_schema" && format.Member("schema"u8).IsObject ? format.Member("schema"u8) : default;
    }

    public static void WriteField(RequestContext context)
    {
        JsonElement schema = SchemaOf(context.Request);
        if (schema.IsNothing || !context.Capabilities.JsonSchemaOutput || !context.StartField("response_format"))
        {
            return;
        }

        JsonOutput json = context.Json;
        json.StartObject();
        json.Name("type");
        json.String("json_schema");
        json.Name("json_schema");
        json.StartObject();
        json.Name("name");
        json.String("answer");
        SchemaWriter.WriteOutput(schema, context);
        if (StrictSchema.Qualifies(schema))
        {
            json.Name("strict");
            json.Boolean(true);
        }

        json.EndObject();
        json.EndObject();
    }

    /// <summary>Writes words for a provider that has no field; the caller has begun a text.</summary>
    public static void WriteInstruction(JsonElement schema, RequestContext context)
    {
        context.Notes.Add("output-format-as-instruction");
        context.Json.Plain("Answer with one JSON value that matches this JSON schema, and with nothing else: no words around it, no code fence.\n");
        context.Json.PlainJson(schema.Raw);
    }
}
