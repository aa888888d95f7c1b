using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Reads the types of a schema and the values that it lists.</summary>
internal static class GeminiValues
{
    /// <summary>Reads <c>type</c>; several types become alternatives.</summary>
    public static void ReadTypes(JsonElement schema, GeminiSchema read)
    {
        JsonElement type = schema.Member("type"u8);
        List<string> types = [.. (type.IsArray ? type.Items.Select(one => one.Text) : [type.Text]).OfType<string>()];
        read.Nullable = types.Remove("null") || schema.Member("nullable"u8).IsTrue;
        if (types.Count <= 1)
        {
            read.Type = types.FirstOrDefault();
        }
        else
        {
            read.AnyOf.AddRange(types.Select(one => new GeminiSchema { Type = one }.Completed()));
        }
    }

    /// <summary>Reads <c>enum</c> and <c>const</c>.</summary>
    /// <returns>False when the values could only be described.</returns>
    public static bool ReadListed(JsonElement schema, GeminiSchema read)
    {
        JsonElement constant = schema.Member("const"u8);
        List<JsonElement> values = constant.ValueKind == JsonValueKind.Undefined ? [.. schema.Member("enum"u8).Items] : [constant];
        read.Nullable |= values.RemoveAll(value => value.IsNothing) > 0;
        if (values.Count == 0)
        {
            return true;
        }

        if (values.TrueForAll(value => value.IsString))
        {
            read.Type ??= "string";
            read.Enum.AddRange(values.Select(value => value.Text!).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal));
            return true;
        }

        // Only strings can be listed; the model still reads the description.
        read.Type ??= TypeOf(values[0]);
        read.Describe($"One of: {string.Join(", ", values.Select(value => value.GetRawText()))}.");
        return false;
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.Integer is null ? "number" : "integer",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "string",
    };
}
