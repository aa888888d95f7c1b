using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Writes what a user's turn holds beside tool results, which stand behind their calls already: first the images and documents of those
/// results that a tool message could not hold, then the user's own content.
/// </summary>
internal static class UserTurnWriter
{
    /// <summary>Whether it holds nothing beside results that stand behind their calls.</summary>
    public static bool IsSilent(Turn turn, RequestContext context) => turn.Blocks.Count == 0 && Moved(turn, context).Count == 0;

    public static void Write(Turn turn, RequestContext context)
    {
        var rules = MediaRules.OfUser(context.Capabilities);
        List<(ToolCall Call, List<JsonElement> Media)> moved = Moved(turn, context);
        context.Json.StartObject();
        context.Json.Name("role");
        context.Json.String("user");
        context.Json.Name("content");
        var content = new ContentWriter(context, rules, asParts: moved.Count > 0 || turn.Blocks.Exists(rules.HasMedia));
        content.Start();
        foreach ((ToolCall call, List<JsonElement> media) in moved)
        {
            content.Text($"[From the result of tool call {call.Id}:]");
            media.ForEach(content.Part);
        }

        foreach (Block block in turn.Blocks)
        {
            BlockWriter.Write(block, content);
        }

        content.End();
        context.Json.EndObject();
    }

    private static List<(ToolCall Call, List<JsonElement> Media)> Moved(Turn turn, RequestContext context)
    {
        var rules = MediaRules.OfTool(context.Capabilities);
        return
        [
            .. turn.Answers
                .Select(call => (call, rules.Find(call.Result!.Value.Member("content"u8), MediaPlace.Below).ToList()))
                .Where(pair => pair.Item2.Count > 0),
        ];
    }
}
