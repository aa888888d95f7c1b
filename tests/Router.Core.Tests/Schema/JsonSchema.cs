using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Router.Core.Tests.Schema;

/// <summary>As much of JSON Schema as router.schema.json uses; a keyword that is not known here fails the test instead of being passed over.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Annotations = new(
        ["$schema", "$comment", "$defs", "title", "description", "default", "examples", "allowComments", "allowTrailingCommas"], StringComparer.Ordinal);

    public JsonObject Root => root;

    public static JsonSchema Router { get; } = new(JsonNode.Parse(Resource.Bytes("router.schema.json"))!.AsObject());

    public bool IsValid(JsonNode? value) => IsValid(root, value);

    public bool IsValid(JsonObject schema, JsonNode? value) => schema.All(keyword => Annotations.Contains(keyword.Key) || Holds(schema, keyword.Key, keyword.Value!, value));

    /// <summary>The schema that a reference leads to; the schema itself when it is none.</summary>
    public JsonObject Follow(JsonObject schema) =>
        schema["$ref"] is { } reference ? root["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject() : schema;

    private bool Holds(JsonObject schema, string keyword, JsonNode word, JsonNode? value) => keyword switch
    {
        "$ref" => IsValid(Follow(schema), value),
        "type" => IsOfType(word.GetValue<string>(), value),
        "enum" => word.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)),
        "anyOf" => word.AsArray().Any(choice => IsValid(choice!.AsObject(), value)),
        "not" => !IsValid(word.AsObject(), value),
        "pattern" => value is not JsonValue || Text(value) is not { } text || Regex.IsMatch(text, word.GetValue<string>(), RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)),
        "minLength" => Text(value) is not { } text || text.Length >= word.GetValue<int>(),
        "minimum" => Number(value) is not { } number || number >= word.GetValue<decimal>(),
        "exclusiveMinimum" => Number(value) is not { } number || number > word.GetValue<decimal>(),
        "maximum" => Number(value) is not { } number || number <= word.GetValue<decimal>(),
        "items" => value is not JsonArray array || array.All(item => IsValid(word.AsObject(), item)),
        "minItems" => value is not JsonArray array || array.Count >= word.GetValue<int>(),
        "required" => value is not JsonObject members || word.AsArray().All(name => members.ContainsKey(name!.GetValue<string>())),
        "properties" => value is not JsonObject members || word.AsObject().All(property => !members.TryGetPropertyValue(property.Key, out JsonNode? member) || IsValid(property.Value!.AsObject(), member)),
        "propertyNames" => value is not JsonObject members || members.All(member => IsValid(word.AsObject(), JsonValue.Create(member.Key))),
        "additionalProperties" => value is not JsonObject members || members.All(member => schema["properties"]?[member.Key] is not null || Allows(word, member.Value)),
        _ => throw new NotSupportedException($"The keyword \"{keyword}\" is not known to these tests."),
    };

    private bool Allows(JsonNode additional, JsonNode? value) =>
        additional is JsonObject schema ? IsValid(schema, value) : additional.GetValue<bool>();

    private static bool IsOfType(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && number == decimal.Truncate(number),
        _ => throw new NotSupportedException($"The type \"{type}\" is not known to these tests."),
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static decimal? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture) : null;
}
