using System.Globalization;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Rewrites a JSON schema into Gemini's subset. By allow-list: Gemini refuses every keyword that it does not know ("Unknown name"), and the
/// list of those is open. References are resolved, <c>null</c> types become <c>nullable</c>, excluded bounds become included ones.
/// </summary>
internal sealed class GeminiSchemaReader
{
    private const string AnyName = "any_name";

    // Well beyond real schemas; references can multiply a small one without end.
    private const int MostLevels = 64;
    private const int MostSchemas = 20_000;

    // Strings that describe, bounds of lengths, and what the answer can be checked against without them.
    private static readonly string[] PlainKeywords = ["title", "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties", "pattern"];
    private static readonly string[] CheckedKeywords = ["patternProperties", "propertyNames", "not", "if", "dependentSchemas", "dependentRequired", "contains", "prefixItems"];
    private static readonly string[] Formats = ["date-time", "enum", "float", "double", "int32", "int64"];

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
        if (schema.IsNothing)
        {
            return new GeminiSchema { Type = "object" };
        }

        var reader = new GeminiSchemaReader(schema, notes);
        GeminiSchema root = reader.ReadOpen(schema);
        if (root.AnyOf.Count > 0)
        {
            reader.Simplify();
            HashSet<string> always = [.. root.AnyOf[0].Required.Where(name => root.AnyOf.TrueForAll(one => one.Required.Contains(name)))];
            root.AnyOf.ForEach(one => one.Properties.ForEach(property => root.AddProperty(property.Name, property.Schema)));
            root.AnyOf.Clear();
            root.Required.UnionWith(always);
        }

        (root.Type, root.Nullable) = ("object", false);
        return root;
    }

    private GeminiSchema Read(JsonElement schema)
    {
        GeminiSchema read = ReadOpen(schema);
        if (read.AnyOf.Count == 0)
        {
            Close(read, schema);
        }

        return read;
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
        ReadMembers(schema, read);
        _level--;
        return read;
    }

    private void ReadMembers(JsonElement schema, GeminiSchema read)
    {
        ReadTypes(schema, read);
        ReadValues(schema, read);
        foreach (string keyword in PlainKeywords)
        {
            if (schema.IsObject && schema.TryGetProperty(keyword, out JsonElement value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            {
                read.Plain[keyword] = value;
            }
        }

        if (schema.Member("format"u8).Text is { } format && Formats.Contains(format, StringComparer.Ordinal))
        {
            read.Plain["format"] = schema.Member("format"u8);
        }

        ReadBounds(schema, read);
        foreach (JsonProperty property in schema.Member("properties"u8).Members)
        {
            read.AddProperty(property.Name, Read(property.Value));
        }

        read.Required.UnionWith(schema.Member("required"u8).Items.Select(name => name.Text).OfType<string>());
        JsonElement items = schema.Member("items"u8);
        items = items.IsArray ? items.Items.FirstOrDefault() : items.IsNothing ? schema.Member("prefixItems"u8).Items.FirstOrDefault() : items;
        read.Items = items.IsObject ? Read(items) : null;
        ReadReference(schema, read);
        foreach (JsonElement part in schema.Member("allOf"u8).Items)
        {
            read.Merge(ReadOpen(part));
        }

        ReadAlternatives(schema, read);
        if (CheckedKeywords.Any(keyword => schema.IsObject && schema.TryGetProperty(keyword, out _)))
        {
            Simplify();
        }
    }

    private static void ReadTypes(JsonElement schema, GeminiSchema read)
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
            read.AnyOf.AddRange(types.Select(one => Closed(new GeminiSchema { Type = one })));
        }
    }

    private void ReadValues(JsonElement schema, GeminiSchema read)
    {
        JsonElement constant = schema.Member("const"u8);
        List<JsonElement> values = [.. schema.Member("enum"u8).Items];
        if (constant.ValueKind != JsonValueKind.Undefined)
        {
            values = [constant];
        }

        read.Nullable |= values.RemoveAll(value => value.IsNothing) > 0;
        if (values.Count == 0)
        {
            return;
        }

        if (values.TrueForAll(value => value.IsString))
        {
            read.Type ??= "string";
            read.Enum.AddRange(values.Select(value => value.Text!).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal));
            return;
        }

        // Only strings can be listed; the model still reads the description.
        Simplify();
        read.Type ??= TypeOf(values[0]);
        read.Describe($"One of: {string.Join(", ", values.Select(value => value.GetRawText()))}.");
    }

    private static void ReadBounds(JsonElement schema, GeminiSchema read)
    {
        decimal step = read.Type == "integer" ? 1 : 0;
        ReadBound("minimum", schema.Member("minimum"u8), schema.Member("exclusiveMinimum"u8), step, read);
        ReadBound("maximum", schema.Member("maximum"u8), schema.Member("exclusiveMaximum"u8), -step, read);
    }

    // Today's form is {"exclusiveMinimum":0}, the older one {"minimum":0,"exclusiveMinimum":true}.
    private static void ReadBound(string name, JsonElement bound, JsonElement excluded, decimal step, GeminiSchema read)
    {
        if (excluded.ValueKind == JsonValueKind.Number && excluded.TryGetDecimal(out decimal beyond))
        {
            read.Bounds[name] = beyond + step;
        }
        else if (bound.ValueKind == JsonValueKind.Number && bound.TryGetDecimal(out decimal value))
        {
            read.Bounds[name] = excluded.IsTrue ? value + step : value;
        }
    }

    private void ReadReference(JsonElement schema, GeminiSchema read)
    {
        if (schema.Member("$ref"u8).Text is not { } reference)
        {
            return;
        }

        if (_references.Contains(reference, StringComparer.Ordinal) || Resolve(reference) is not { IsNothing: false } target)
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
        if (parts.Count == 0)
        {
            return;
        }

        if (read.Type is not null || read.Properties.Count > 0)
        {
            Simplify(); // the alternatives only narrow what is said already, and nothing may stand beside them
            return;
        }

        read.Nullable |= parts.RemoveAll(part => part.Member("type"u8).Text == "null") > 0;
        List<GeminiSchema> alternatives = [.. parts.Select(Read)];
        if (alternatives.Count > 0 && alternatives.TrueForAll(one => one.IsPlainEnum))
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
            read.AnyOf.AddRange(alternatives.SelectMany(one => one.AnyOf.Count > 0 ? one.AnyOf : [one]));
        }
    }

    private JsonElement Resolve(string reference)
    {
        JsonElement target = reference.StartsWith('#') ? _root : default;
        foreach (string part in reference.Split('/').Skip(1))
        {
            string name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            target = target.IsObject && target.TryGetProperty(name, out JsonElement next) ? next
                : target.IsArray && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < target.GetArrayLength() ? target[index]
                : default;
        }

        return target;
    }

    private void Close(GeminiSchema read, JsonElement schema)
    {
        read.Type ??= read.Properties.Count > 0 || schema.Member("additionalProperties"u8).IsObject ? "object" : read.Items is not null ? "array" : null;
        if (read.Type is null or "null")
        {
            Simplify(); // anything goes; text can hold anything
            read.Type = "string";
        }

        if (read.Type == "object" && read.Properties.Count == 0)
        {
            Simplify(); // an object needs properties: one stands for those of any name
            JsonElement others = schema.Member("additionalProperties"u8);
            read.AddProperty(AnyName, others.IsObject ? Read(others) : new GeminiSchema { Type = "string" });
        }

        Closed(read);
    }

    private static GeminiSchema Closed(GeminiSchema read)
    {
        if (read.Type == "array")
        {
            read.Items ??= new GeminiSchema { Type = "string" };
        }

        if (read.Type == "object" && read.Properties.Count == 0)
        {
            read.AddProperty(AnyName, new GeminiSchema { Type = "string" });
        }

        return read;
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.Integer is null ? "number" : "integer",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "string",
    };

    private void Simplify() => _notes.Add("schema-simplified");
}
