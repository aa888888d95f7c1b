using System.Text;
using System.Text.Json.Nodes;

namespace Router.Api.Doctor.Probes;

/// <summary>What is asked of a provider. Each costs a handful of tokens, but for the one that must not fit.</summary>
internal static class ProbeBodies
{
    /// <summary>The name that probes ask for; the target's own takes its place on the way.</summary>
    public const string Model = "router-doctor";

    public const string ToolName = "report_number";

    /// <summary>Room for a model that thinks before it calls. Below 1,024, where an answer cut before its first word would be taken for a full window.</summary>
    public const int ToolTokens = 1000;

    /// <summary>One token, in one piece: Claude Code's own smoke test.</summary>
    public static string OneToken { get; } = Message(1, ".", stream: false).ToJsonString();

    /// <summary>A short stream, long enough to see whether it comes piece by piece.</summary>
    public static string Stream { get; } = Message(100, "Count from 1 to 20. Write only the numbers.", stream: true).ToJsonString();

    public static string Count { get; } = Message(null, "How many tokens are these words?", stream: null).ToJsonString();

    /// <summary>A tool on offer and a plain request to call it.</summary>
    public static string Tools { get; } = WithTool(Message(ToolTokens, $"Call the tool {ToolName} with the number 7.", stream: true)).ToJsonString();

    /// <summary>The same with no choice left.</summary>
    public static string ForcedTool { get; } = Forced().ToJsonString();

    /// <summary>A prompt of about so many tokens, two bytes each: letters alone between spaces are not merged by any tokenizer in use.</summary>
    public static string Long(long tokens)
    {
        var text = new StringBuilder(checked((int)tokens * 2));
        for (long token = 0; token < tokens; token++)
        {
            text.Append((char)('a' + (token % 26))).Append(' ');
        }

        return Message(1, text.ToString(), stream: false).ToJsonString();
    }

    private static JsonObject Message(int? maxTokens, string prompt, bool? stream)
    {
        var message = new JsonObject { ["model"] = Model };
        if (maxTokens is { } limit)
        {
            message["max_tokens"] = limit;
        }

        message["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt });
        if (stream is { } wanted)
        {
            message["stream"] = wanted;
        }

        return message;
    }

    private static JsonObject WithTool(JsonObject message)
    {
        message["tools"] = new JsonArray(new JsonObject
        {
            ["name"] = ToolName,
            ["description"] = "Takes the number that the user names.",
            ["input_schema"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["number"] = new JsonObject { ["type"] = "integer" } },
                ["required"] = new JsonArray("number"),
            },
        });
        return message;
    }

    private static JsonObject Forced()
    {
        JsonObject message = JsonNode.Parse(Tools)!.AsObject();
        message["tool_choice"] = new JsonObject { ["type"] = "tool", ["name"] = ToolName };
        return message;
    }
}
