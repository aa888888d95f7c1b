namespace Router.Protocol.Translation.Requests;

/// <summary>Writes an assistant's turn as one message, and the results of its calls directly behind, in the order of the calls.</summary>
internal static class AssistantTurnWriter
{
    public static void Write(Turn turn, RequestContext context)
    {
        JsonOutput json = context.Json;
        var thinking = EarlierThinking.Of(turn);
        thinking.Recall(turn.Calls, context);
        json.StartObject();
        json.Name("role");
        json.String("assistant");
        json.Name("content");
        WriteContent(turn, context);
        thinking.WriteReasoning(context, required: turn.Calls.Count > 0);
        if (context.Capabilities.ThoughtSignatures && thinking.TextSignature is { } signature)
        {
            ThoughtSignature.Write(signature, json);
        }

        if (turn.Calls.Count > 0)
        {
            json.Name("tool_calls");
            json.StartArray();
            for (int index = 0; index < turn.Calls.Count; index++)
            {
                WriteCall(turn.Calls[index], ThoughtSignature.Of(index, thinking.CallSignatures.GetValueOrDefault(index), context), context);
            }

            json.EndArray();
        }

        json.EndObject();
        turn.Calls.ForEach(call => ToolResultWriter.Write(call, context));
    }

    private static void WriteContent(Turn turn, RequestContext context)
    {
        if (!turn.Blocks.Exists(IsContent))
        {
            context.Json.Null();
            return;
        }

        var content = new ContentWriter(context, MediaRules.OfAssistant, asParts: false);
        content.Start();
        Block? before = null;
        foreach (Block block in turn.Blocks)
        {
            if (block.Kind == BlockKind.Text)
            {
                // Citations cut one sentence into neighbouring blocks.
                content.Text(block.Text, joined: before is { Kind: BlockKind.Text } text && text.Message == block.Message);
            }
            else if (IsContent(block))
            {
                BlockWriter.Write(block, content);
            }

            before = block;
        }

        content.End();
    }

    private static bool IsContent(Block block) => block.Kind is not (BlockKind.Thinking or BlockKind.RedactedThinking or BlockKind.ToolUse);

    private static void WriteCall(ToolCall call, string? signature, RequestContext context)
    {
        JsonOutput json = context.Json;
        json.StartObject();
        json.Name("id");
        json.String(call.Id);
        json.Name("type");
        json.String("function");
        json.Name("function");
        json.StartObject();
        json.Name("name");
        json.String(context.ToolNames.ToProvider(call.Use.Member("name"u8).Text ?? ""));
        json.Name("arguments");
        ToolArguments.Write(call.Use.Member("input"u8), json);
        json.EndObject();
        if (signature is not null)
        {
            ThoughtSignature.Write(signature, json);
        }

        json.EndObject();
    }
}
