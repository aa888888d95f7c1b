using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>A schema in the subset of OpenAPI that Gemini's functions know.</summary>
internal sealed class GeminiSchema
{
    private const string AnyName = "any_name";
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>string, number, integer, boolean, array or object; null only beside <see cref="AnyOf"/>.</summary>
    public string? Type { get; set; }

    public bool Nullable { get; set; }

    public string? Description { get; set; }

    /// <summary>Keywords that are taken over as they are.</summary>
    public Dictionary<string, JsonElement> Plain { get; } = new(StringComparer.Ordinal);

    /// <summary>Bounds of numbers; they can differ from the original, which may exclude them.</summary>
    public Dictionary<string, decimal> Bounds { get; } = new(StringComparer.Ordinal);

    /// <summary>The allowed strings; other values can't be listed.</summary>
    public List<string> Enum { get; } = [];

    public GeminiSchema? Items { get; set; }

    /// <summary>The properties in order.</summary>
    public List<(string Name, GeminiSchema Schema)> Properties { get; } = [];

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>The alternatives; nothing else may stand beside them.</summary>
    public List<GeminiSchema> AnyOf { get; } = [];

    /// <summary>Whether it holds nothing but a list of strings.</summary>
    public bool IsPlainEnum => Type == "string" && Enum.Count > 0 && Plain.Count == 0 && AnyOf.Count == 0 && !Nullable;

    public void Describe(string text) => Description = Description is null ? text : $"{Description} {text}";

    public void AddProperty(string name, GeminiSchema schema)
    {
        if (_names.Add(name))
        {
            Properties.Add((name, schema));
        }
    }

    /// <summary>Adds what Gemini insists on: the items of an array, and a property of an object. One of these stands for properties of any name.</summary>
    /// <param name="others">Reads the schema of such properties; null when there is none.</param>
    public GeminiSchema Completed(Func<GeminiSchema>? others = null)
    {
        if (Type == "array")
        {
            Items ??= new GeminiSchema { Type = "string" };
        }
        else if (Type == "object" && Properties.Count == 0)
        {
            AddProperty(AnyName, others?.Invoke() ?? new GeminiSchema { Type = "string" });
        }

        return this;
    }

    /// <summary>Takes over what the other says and this one does not: <c>allOf</c>, a reference, the only alternative.</summary>
    public void Merge(GeminiSchema other)
    {
        Type ??= other.Type;
        Nullable |= other.Nullable;
        Description ??= other.Description;
        Items ??= other.Items;
        Required.UnionWith(other.Required);
        other.Properties.ForEach(property => AddProperty(property.Name, property.Schema));
        foreach ((string name, JsonElement value) in other.Plain)
        {
            Plain.TryAdd(name, value);
        }

        foreach ((string name, decimal value) in other.Bounds)
        {
            Bounds.TryAdd(name, value);
        }

        if (Enum.Count == 0)
        {
            Enum.AddRange(other.Enum);
        }

        if (AnyOf.Count == 0)
        {
            AnyOf.AddRange(other.AnyOf);
        }
    }
}
