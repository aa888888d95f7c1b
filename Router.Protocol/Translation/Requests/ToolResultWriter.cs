using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes the <c>tool</c> message that answers a call.</summary>
internal static class ToolResultWriter
{
    private const string ErrorPrefix = "Error: ";

    public static void Write(ToolCall call, RequestContext context)
    {
        JsonOutput json = context.Json;
        json.StartObject();
        json.Name("role");
        json.String("tool");
        json.Name("tool_call_id");
        json.String(call.Id);
        json.Name("content");
        if (call.Result is { } result)
        {
            WriteResult(result, context);
        }
        else
        {
            json.String($"{ErrorPrefix}the call was interrupted and gave no result.");
        }

        json.EndObject();
    }

    private static void WriteResult(JsonElement result, RequestContext context)
    {
        JsonElement inner = result.Member("content"u8);
        bool error = result.Member("is_error"u8).IsTrue;
        List<Block> blocks = [.. BlockWriter.Speaking(inner)];
        if (inner.IsBlank && blocks.Count == 0)
        {
            context.Json.String(error ? $"{ErrorPrefix}the tool failed and said nothing." : context.Capabilities.EmptyToolResult);
            return;
        }

        var rules = MediaRules.OfTool(context.Capabilities);
        var content = new ContentWriter(context, rules, asParts: blocks.Exists(rules.HasMedia))
        {
            Prefix = error && !SaysError(inner.IsString ? inner : blocks[0].Text) ? ErrorPrefix : null,
        };
        content.Start();
        BlockWriter.WriteAll(inner, content);
        content.End();
    }

    // Chat completions have no field for a failure; Claude Code's own texts mostly say it.
    private static bool SaysError(JsonElement text) =>
        text.Escaped.StartsWith("Error"u8) || text.Escaped.StartsWith("<tool_use_error>"u8);
}
