using System.Text.Json;

namespace Router.Protocol.Translation.Inbound;

/// <summary>Writes <c>system</c> and <c>messages</c>: system and developer messages go into one, results of tools into the user's turn, and turns alternate.</summary>
internal static class InboundMessages
{
    public static void Write(Utf8JsonWriter json, JsonElement root)
    {
        if (!root.TryGetProperty("messages", out JsonElement messages) || messages.ValueKind != JsonValueKind.Array)
        {
            throw new InboundProblem("messages", "is required: a list of messages");
        }

        JsonElement[] all = [.. messages.EnumerateArray()];
        WriteSystem(json, root, all);
        json.WriteStartArray("messages"u8);
        string? open = null;
        for (int index = 0; index < all.Length; index++)
        {
            string path = $"messages[{index}]";
            string role = Role(all[index], path);
            if (role is "system" or "developer")
            {
                continue;
            }

            string turn = role == "assistant" ? "assistant" : "user";
            if (open != turn)
            {
                Close(json, open);
                json.WriteStartObject();
                json.WriteString("role"u8, turn);
                json.WriteStartArray("content"u8);
                open = turn;
            }

            WriteContent(json, all[index], role, path);
        }

        Close(json, open);
        json.WriteEndArray();
    }

    private static void Close(Utf8JsonWriter json, string? open)
    {
        if (open is not null)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteSystem(Utf8JsonWriter json, JsonElement root, JsonElement[] messages)
    {
        string? shape = InboundSampling.ShapeInWords(root);
        JsonElement[] system = [.. messages.Where(message => message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out JsonElement role) && (role.ValueEquals("system"u8) || role.ValueEquals("developer"u8)))];
        if (system.Length == 0 && shape is null)
        {
            return;
        }

        json.WriteStartArray("system"u8);
        foreach (JsonElement message in system)
        {
            InboundParts.WriteTexts(json, message, "messages");
        }

        if (shape is not null)
        {
            InboundParts.WriteText(json, shape);
        }

        json.WriteEndArray();
    }

    private static string Role(JsonElement message, string path) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out JsonElement role) && role.ValueKind == JsonValueKind.String
            && role.GetString() is "system" or "developer" or "user" or "assistant" or "tool"
            ? role.GetString()!
            : throw new InboundProblem($"{path}.role", "must be system, developer, user, assistant or tool");

    private static void WriteContent(Utf8JsonWriter json, JsonElement message, string role, string path)
    {
        switch (role)
        {
            case "tool":
                InboundCalls.WriteResult(json, message, path);
                break;
            case "assistant":
                InboundParts.WriteTexts(json, message, path);
                InboundCalls.WriteCalls(json, message, path);
                break;
            default:
                InboundParts.WriteParts(json, message, path);
                break;
        }
    }
}
