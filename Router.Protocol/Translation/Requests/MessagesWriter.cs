namespace Router.Protocol.Translation.Requests;

/// <summary>Writes <c>messages</c>.</summary>
internal static class MessagesWriter
{
    public static void Write(Conversation conversation, RequestContext context)
    {
        if (!context.StartField("messages"))
        {
            return;
        }

        context.Json.StartArray();
        SystemWriter.Write(context, conversation.LeadingSystem);
        foreach (Turn turn in Spoken(conversation.Turns, context))
        {
            switch (turn.Role)
            {
                case TurnRole.User:
                    UserTurnWriter.Write(turn, context);
                    break;
                case TurnRole.Assistant:
                    AssistantTurnWriter.Write(turn, context);
                    break;
                default:
                    WriteSystem(turn, context);
                    break;
            }
        }

        context.Json.EndArray();
    }

    /// <summary>A user's turn of results alone says nothing of its own: the system messages around it are one then.</summary>
    private static List<Turn> Spoken(List<Turn> turns, RequestContext context)
    {
        List<Turn> spoken = [];
        foreach (Turn turn in turns.Where(turn => turn.Role != TurnRole.User || !UserTurnWriter.IsSilent(turn, context)))
        {
            if (turn.Role == TurnRole.System && spoken is [.., { Role: TurnRole.System } last])
            {
                last.Blocks.AddRange(turn.Blocks);
            }
            else
            {
                spoken.Add(turn);
            }
        }

        return spoken;
    }

    private static void WriteSystem(Turn turn, RequestContext context)
    {
        context.Json.StartObject();
        context.Json.Name("role");
        context.Json.String("system");
        context.Json.Name("content");
        var content = new ContentWriter(context, MediaRules.OfAssistant, asParts: false);
        content.Start();
        foreach (Block block in turn.Blocks)
        {
            BlockWriter.Write(block, content);
        }

        content.End();
        context.Json.EndObject();
    }
}
