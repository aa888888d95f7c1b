using System.Text.Json;

namespace Router.Protocol.Translation.Inbound;

/// <summary>Writes calls of tools and their results.</summary>
internal static class InboundCalls
{
    /// <summary>The calls of an assistant message as <c>tool_use</c> blocks.</summary>
    public static void WriteCalls(Utf8JsonWriter json, JsonElement message, string path)
    {
        if (!message.TryGetProperty("tool_calls", out JsonElement calls) || calls.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        int index = 0;
        foreach (JsonElement call in calls.EnumerateArray())
        {
            string at = $"{path}.tool_calls[{index++}]";
            if (call.ValueKind != JsonValueKind.Object || !call.TryGetProperty("function", out JsonElement function) || function.ValueKind != JsonValueKind.Object)
            {
                throw new InboundProblem($"{at}.function", "is required");
            }

            json.WriteStartObject();
            json.WriteString("type"u8, "tool_use"u8);
            json.WriteString("id"u8, Id(call, "id", at));
            json.WriteString("name"u8, Text(function, "name", $"{at}.function"));
            json.WritePropertyName("input"u8);
            WriteInput(json, function);
            json.WriteEndObject();
        }
    }

    /// <summary>A tool's message as <c>tool_result</c>.</summary>
    public static void WriteResult(Utf8JsonWriter json, JsonElement message, string path)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_result"u8);
        json.WriteString("tool_use_id"u8, Id(message, "tool_call_id", path));
        json.WriteStartArray("content"u8);
        InboundParts.WriteParts(json, message, path);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Arguments are a text that holds an object; a text that a model got wrong stays readable.</summary>
    private static void WriteInput(Utf8JsonWriter json, JsonElement function)
    {
        string text = function.TryGetProperty("arguments", out JsonElement arguments) && arguments.ValueKind == JsonValueKind.String ? arguments.GetString()! : "";
        if (IsObject(text))
        {
            json.WriteRawValue(text);
            return;
        }

        json.WriteStartObject();
        if (!string.IsNullOrWhiteSpace(text))
        {
            json.WriteString("arguments"u8, text);
        }

        json.WriteEndObject();
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Messages takes letters, digits, <c>_</c> and <c>-</c> in ids.</summary>
    private static string Id(JsonElement of, string field, string path)
    {
        string id = Text(of, field, path);
        return id.All(IsPlain) ? id : new string([.. id.Select(character => IsPlain(character) ? character : '_')]);
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    private static string Text(JsonElement of, string field, string path) =>
        of.TryGetProperty(field, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } value
            ? value
            : throw new InboundProblem($"{path}.{field}", "is required: a text");
}
