using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes <c>tool_choice</c> and <c>parallel_tool_calls</c>; without functions a provider refuses both.</summary>
internal static class ToolChoiceWriter
{
    public static void Write(ToolOffer offer, ReasoningWish reasoning, RequestContext context)
    {
        JsonElement choice = context.Request.Member("tool_choice"u8);
        if (offer.Functions.Count == 0)
        {
            return;
        }

        bool weakened = context.Capabilities.FreeToolChoiceWhileThinking && !reasoning.SwitchesOff(context.Capabilities);
        switch (choice.Member("type"u8).Text)
        {
            case "any" or "tool" when weakened:
                context.Notes.Add("tool-choice-weakened");
                context.Field("tool_choice", "auto");
                break;
            case "any":
                context.Field("tool_choice", "required");
                break;
            case "tool":
                WriteNamed(choice.Member("name"u8).Text, offer, context);
                break;
            case "auto":
                context.Field("tool_choice", "auto");
                break;
            case "none":
                context.Field("tool_choice", "none");
                break;
        }

        WriteParallel(choice.Member("disable_parallel_tool_use"u8).IsTrue, context);
    }

    private static void WriteNamed(string? name, ToolOffer offer, RequestContext context)
    {
        OfferedTool? tool = offer.Functions.Find(function => function.ClientName == name);
        if (tool is null)
        {
            context.Notes.Add("tool-choice-dropped");
        }
        else if (context.StartField("tool_choice"))
        {
            context.Json.StartObject();
            context.Json.Name("type");
            context.Json.String("function");
            context.Json.Name("function");
            context.Json.StartObject();
            context.Json.Name("name");
            context.Json.String(tool.Name);
            context.Json.EndObject();
            context.Json.EndObject();
        }
    }

    private static void WriteParallel(bool disabled, RequestContext context)
    {
        if (!disabled)
        {
            return; // never true and never by default: a serial agent takes many more round trips
        }

        if (context.Capabilities.ParallelTools)
        {
            context.Field("parallel_tool_calls", false);
        }
        else
        {
            context.Notes.Add("parallel-tools-not-disabled");
        }
    }
}
