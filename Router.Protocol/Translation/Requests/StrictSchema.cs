using System.Collections.Frozen;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Tells whether a schema lies in the subset that OpenAI's strict mode takes without changing what it means: all properties required, no
/// others allowed, known keywords only. A schema outside of it would be a 400; making optional properties required would change its meaning.
/// </summary>
internal static class StrictSchema
{
    private const int MostLevels = 10;

    private static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(
    [
        "$schema", "type", "title", "description", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "$ref", "$defs",
        "definitions", "pattern", "format", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems",
    ]);

    private static readonly FrozenSet<string> Formats =
        FrozenSet.ToFrozenSet(["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"]);

    public static bool Qualifies(JsonElement root) => root.Member("type"u8).Text == "object" && Qualifies(root, 1);

    private static bool Qualifies(JsonElement schema, int level) =>
        schema.IsObject
        && level <= MostLevels
        && schema.Members.All(member => Keywords.Contains(member.Name))
        && SaysItsType(schema)
        && (schema.Member("format"u8).Text is not { } format || Formats.Contains(format))
        && (!IsObjectSchema(schema) || IsClosed(schema))
        && Below(schema).All(inner => Qualifies(inner, level + 1));

    private static bool SaysItsType(JsonElement schema) =>
        !schema.Member("type"u8).IsNothing || !schema.Member("enum"u8).IsNothing || !schema.Member("const"u8).IsNothing
        || schema.Member("anyOf"u8).IsArray || schema.Member("$ref"u8).IsString;

    private static bool IsObjectSchema(JsonElement schema) =>
        schema.Member("properties"u8).IsObject || schema.Member("type"u8).Text == "object"
        || schema.Member("type"u8).Items.Any(type => type.Text == "object");

    private static bool IsClosed(JsonElement schema)
    {
        HashSet<string?> required = [.. schema.Member("required"u8).Items.Select(name => name.Text)];
        return schema.Member("additionalProperties"u8).ValueKind == JsonValueKind.False
            && schema.Member("properties"u8).Members.All(property => required.Contains(property.Name));
    }

    private static IEnumerable<JsonElement> Below(JsonElement schema) =>
    [
        .. schema.Member("properties"u8).Members.Select(property => property.Value),
        .. schema.Member("$defs"u8).Members.Select(definition => definition.Value),
        .. schema.Member("definitions"u8).Members.Select(definition => definition.Value),
        .. schema.Member("anyOf"u8).Items,
        .. schema.Member("items"u8).IsNothing ? (IEnumerable<JsonElement>)[] : [schema.Member("items"u8)],
    ];
}
