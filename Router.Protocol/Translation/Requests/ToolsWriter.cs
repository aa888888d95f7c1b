using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes <c>tools</c> and what goes with them; an empty list is a 400 at OpenAI, so nothing is written then.</summary>
internal static class ToolsWriter
{
    public static void Write(ToolOffer offer, RequestContext context)
    {
        bool searchTool = WebSearchWriter.IsTool(offer, context.Capabilities);
        if ((offer.Functions.Count == 0 && !searchTool) || !context.StartField("tools"))
        {
            return;
        }

        context.Json.StartArray();
        foreach (OfferedTool function in offer.Functions)
        {
            WriteFunction(function, context);
        }

        if (searchTool)
        {
            WebSearchWriter.WriteTool(context.Json);
        }

        context.Json.EndArray();
    }

    private static void WriteFunction(OfferedTool function, RequestContext context)
    {
        JsonOutput json = context.Json;
        json.StartObject();
        json.Name("type");
        json.String("function");
        json.Name("function");
        json.StartObject();
        json.Name("name");
        json.String(function.Name);
        WriteDescription(function.Tool, json);
        SchemaWriter.WriteParameters(function.Schema, context);
        WriteStrict(function, context);
        json.EndObject();
        json.EndObject();
    }

    private static void WriteDescription(JsonElement tool, JsonOutput json)
    {
        JsonElement description = tool.Member("description"u8);
        JsonElement examples = tool.Member("input_examples"u8);
        bool hasExamples = examples.Items.Any();
        if (description.IsBlank && !hasExamples)
        {
            return;
        }

        json.Name("description");
        json.StartText();
        json.Escaped(description.Escaped);
        if (hasExamples)
        {
            json.Plain(description.IsBlank ? "Examples of its input:" : "\n\nExamples of its input:");
            foreach (JsonElement example in examples.Items)
            {
                json.Plain("\n");
                json.PlainJson(example.Raw);
            }
        }

        json.EndText();
    }

    private static void WriteStrict(OfferedTool function, RequestContext context)
    {
        JsonElement wish = function.Tool.Member("strict"u8);
        if (context.Capabilities.Schema == SchemaDialect.Strict && wish.ValueKind != JsonValueKind.False && StrictSchema.Qualifies(function.Schema))
        {
            context.Json.Name("strict");
            context.Json.Boolean(true);
        }
        else if (wish.IsTrue)
        {
            context.Notes.Add("strict-tools-dropped");
        }
    }
}
