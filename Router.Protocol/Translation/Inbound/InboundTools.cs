using System.Text.Json;

namespace Router.Protocol.Translation.Inbound;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class InboundTools
{
    public static void Write(Utf8JsonWriter json, JsonElement root)
    {
        if (!root.TryGetProperty("tools", out JsonElement tools) || tools.ValueKind != JsonValueKind.Array || tools.GetArrayLength() == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        int index = 0;
        foreach (JsonElement tool in tools.EnumerateArray())
        {
            WriteTool(json, tool, $"tools[{index++}]");
        }

        json.WriteEndArray();
        WriteChoice(json, root);
    }

    private static void WriteTool(Utf8JsonWriter json, JsonElement tool, string path)
    {
        if (tool.ValueKind != JsonValueKind.Object || !tool.TryGetProperty("function", out JsonElement function) || function.ValueKind != JsonValueKind.Object)
        {
            throw new InboundProblem(path, "only tools of type function are taken here");
        }

        json.WriteStartObject();
        json.WriteString("name"u8, Name(function, path));
        if (function.TryGetProperty("description", out JsonElement description) && description.ValueKind == JsonValueKind.String)
        {
            json.WriteString("description"u8, description.GetString());
        }

        json.WritePropertyName("input_schema"u8);
        if (function.TryGetProperty("parameters", out JsonElement parameters) && parameters.ValueKind == JsonValueKind.Object && parameters.EnumerateObject().Any())
        {
            parameters.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "object"u8);
            json.WriteStartObject("properties"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, JsonElement root)
    {
        bool oneByOne = root.TryGetProperty("parallel_tool_calls", out JsonElement parallel) && parallel.ValueKind == JsonValueKind.False;
        bool isSaid = root.TryGetProperty("tool_choice", out JsonElement choice) && choice.ValueKind != JsonValueKind.Null;
        if (!isSaid && !oneByOne)
        {
            return;
        }

        json.WriteStartObject("tool_choice"u8);
        string? name = isSaid && choice.ValueKind == JsonValueKind.Object ? ChosenName(choice) : null;
        string type = name is not null ? "tool" : !isSaid ? "auto" : choice.ValueKind != JsonValueKind.String ? "" : choice.GetString() switch { "auto" => "auto", "none" => "none", "required" => "any", _ => "" };
        json.WriteString("type"u8, type.Length > 0 ? type : throw new InboundProblem("tool_choice", "must be auto, none, required or one function"));
        if (name is not null)
        {
            json.WriteString("name"u8, name);
        }

        if (oneByOne && type != "none")
        {
            json.WriteBoolean("disable_parallel_tool_use"u8, true);
        }

        json.WriteEndObject();
    }

    private static string? ChosenName(JsonElement choice) =>
        choice.TryGetProperty("function", out JsonElement function) && function.ValueKind == JsonValueKind.Object ? Name(function, "tool_choice") : null;

    private static string Name(JsonElement function, string path) =>
        function.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 } text
            ? text
            : throw new InboundProblem($"{path}.function.name", "is required");
}
