using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Rewrites a JSON schema into Gemini's subset. By allow-list: Gemini refuses every keyword that it does not know ("Unknown name"), and the
/// list of those is open. References are resolved, <c>null</c> types become <c>nullable</c>, excluded bounds become included ones.
/// </summary>
internal sealed class GeminiSchemaReader
{
    // Well beyond real schemas; references can multiply a small one without end.
    private const int MostLevels = 24;
    private const int MostSchemas = 10_000;

    private static readonly string[] PlainKeywords =
        ["title", "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties", "pattern"];

    private static readonly string[] Formats = ["date-time", "enum", "float", "double", "int32", "int64"];

    // Left out like all others, but they say what a value may be.
    private static readonly string[] LimitingKeywords =
        ["patternProperties", "propertyNames", "not", "if", "dependentSchemas", "dependentRequired", "contains", "prefixItems"];

    private readonly JsonElement _root;
    private readonly DegradationNotes _notes;
    private readonly Stack<string> _references = [];
    private int _level;
    private int _schemas;

    private GeminiSchemaReader(JsonElement root, DegradationNotes notes) => (_root, _notes) = (root, notes);

    public static GeminiSchema Read(JsonElement schema, DegradationNotes notes) => new GeminiSchemaReader(schema, notes).Read(schema);

    /// <summary>Reads a function's parameters, which must be one object: alternatives become one object with all their properties.</summary>
    public static GeminiSchema ReadRoot(JsonElement schema, DegradationNotes notes)
    {
        var reader = new GeminiSchemaReader(schema, notes);
        GeminiSchema root = reader.ReadOpen(schema);
        if (root.AnyOf.Count > 0)
        {
            reader.Simplify();
            root.Required.UnionWith(root.AnyOf[0].Required.Where(name => root.AnyOf.TrueForAll(one => one.Required.Contains(name))));
            root.AnyOf.ForEach(one => one.Properties.ForEach(property => root.AddProperty(property.Name, property.Schema)));
            root.AnyOf.Clear();
        }

        (root.Type, root.Nullable) = ("object", false);
        return root;
    }

    private GeminiSchema Read(JsonElement schema, string? usualType = null)
    {
        GeminiSchema read = ReadOpen(schema);
        if (read.AnyOf.Count > 0)
        {
            return read;
        }

        JsonElement others = schema.Member("additionalProperties"u8);
        read.Type ??= read.Properties.Count > 0 || others.IsObject ? "object" : read.Items is not null ? "array" : usualType;
        if (read.Type is null or "null")
        {
            Simplify(); // anything goes; text can hold anything
            read.Type = "string";
        }

        if (read.Type == "object" && read.Properties.Count == 0)
        {
            Simplify();
        }

        return read.Completed(others.IsObject ? () => Read(others) : null);
    }

    private GeminiSchema ReadOpen(JsonElement schema)
    {
        var read = new GeminiSchema { Description = schema.Member("description"u8).Text };
        if (_level == MostLevels || ++_schemas > MostSchemas)
        {
            Simplify();
            return read;
        }

        _level++;
        ReadValue(schema, read);
        ReadStructure(schema, read);
        ReadReference(schema, read);
        foreach (JsonElement part in schema.Member("allOf"u8).Items)
        {
            read.Merge(ReadOpen(part));
        }

        ReadAlternatives(schema, read);
        _level--;
        return read;
    }

    private void ReadValue(JsonElement schema, GeminiSchema read)
    {
        GeminiValues.ReadTypes(schema, read);
        if (!GeminiValues.ReadListed(schema, read) || schema.Members.Any(member => LimitingKeywords.Contains(member.Name, StringComparer.Ordinal)))
        {
            Simplify();
        }

        GeminiBounds.Read(schema, read);
        foreach (JsonProperty member in schema.Members)
        {
            if (member.Name == "format" ? Formats.Contains(member.Value.Text, StringComparer.Ordinal) : IsPlain(member))
            {
                read.Plain[member.Name] = member.Value;
            }
        }
    }

    private static bool IsPlain(JsonProperty member) => PlainKeywords.Contains(member.Name, StringComparer.Ordinal)
        && (member.Name is "title" or "pattern" ? member.Value.IsString : member.Value.Integer is >= 0);

    private void ReadStructure(JsonElement schema, GeminiSchema read)
    {
        foreach (JsonProperty property in schema.Member("properties"u8).Members)
        {
            read.AddProperty(property.Name, Read(property.Value));
        }

        read.Required.UnionWith(schema.Member("required"u8).Items.Select(name => name.Text).OfType<string>());
        JsonElement items = schema.Member("items"u8);
        items = items.IsArray ? items.Items.FirstOrDefault() : items.IsNothing ? schema.Member("prefixItems"u8).Items.FirstOrDefault() : items;
        read.Items = items.IsObject ? Read(items) : null;
    }

    private void ReadReference(JsonElement schema, GeminiSchema read)
    {
        if (schema.Member("$ref"u8).Text is not { } reference)
        {
            return;
        }

        JsonElement target = JsonPointer.Resolve(_root, reference);
        if (target.IsNothing || _references.Contains(reference, StringComparer.Ordinal))
        {
            Simplify();
            read.Type ??= "object";
            return;
        }

        _references.Push(reference);
        read.Merge(ReadOpen(target));
        _references.Pop();
    }

    private void ReadAlternatives(JsonElement schema, GeminiSchema read)
    {
        List<JsonElement> parts = [.. schema.Member("anyOf"u8).Items, .. schema.Member("oneOf"u8).Items];
        read.Nullable |= parts.RemoveAll(part => part.Member("type"u8).Text == "null") > 0;
        if (parts.Count == 0)
        {
            return;
        }

        if (read.Properties.Count > 0 || read.Items is not null || read.Enum.Count > 0 || read.AnyOf.Count > 0)
        {
            Simplify(); // they only narrow what is said already, and nothing may stand beside them
            return;
        }

        List<GeminiSchema> alternatives = [.. parts.Select(part => Read(part, read.Type))];
        if (alternatives.TrueForAll(one => one.IsPlainEnum))
        {
            read.Type = "string";
            read.Enum.AddRange(alternatives.SelectMany(one => one.Enum).Distinct(StringComparer.Ordinal));
        }
        else if (alternatives.Count == 1)
        {
            read.Merge(alternatives[0]);
        }
        else
        {
            read.Type = null;
            read.AnyOf.AddRange(alternatives.SelectMany(one => one.AnyOf.Count > 0 ? one.AnyOf : [one]));
        }
    }

    private void Simplify() => _notes.Add("schema-simplified");
}
