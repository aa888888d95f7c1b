using System.Text.Json;
using System.Text.Json.Nodes;

namespace Router.Core.Tests.Schema;

/// <summary>One object of the example together with the schema that closes it.</summary>
/// <param name="Path">Where the object stands: member names and indices.</param>
/// <param name="Schema">Its schema, references followed.</param>
internal sealed record SchemaObject(string[] Path, JsonObject Schema)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>A fresh copy of the example.</summary>
    public static JsonObject Example() => JsonNode.Parse(Resource.Bytes("example.router.json"), documentOptions: Lenient)!.AsObject();

    /// <summary>Every object of the example whose schema refuses unknown members.</summary>
    public static IReadOnlyList<SchemaObject> Closed()
    {
        var found = new List<SchemaObject>();
        Walk(Example(), JsonSchema.Router.Root, [], found);
        return found;
    }

    /// <summary>The example, with this object changed.</summary>
    public JsonObject With(Action<JsonObject> change)
    {
        JsonObject example = Example();
        change(Path.Aggregate((JsonNode)example, (node, step) => node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!).AsObject());
        return example;
    }

    public override string ToString() => Path.Length == 0 ? "(root)" : string.Join('/', Path);

    private static void Walk(JsonNode? value, JsonObject schema, string[] path, List<SchemaObject> found)
    {
        schema = JsonSchema.Router.Follow(schema);
        if (schema["anyOf"] is JsonArray choices && schema["properties"] is null)
        {
            schema = choices.Select(choice => choice!.AsObject()).First(choice => JsonSchema.Router.IsValid(choice, value));
        }

        if (value is JsonArray array && schema["items"] is JsonObject items)
        {
            for (int index = 0; index < array.Count; index++)
            {
                Walk(array[index], items, [.. path, $"{index}"], found);
            }
        }

        if (value is not JsonObject members)
        {
            return;
        }

        if (schema["additionalProperties"] is JsonValue)
        {
            found.Add(new SchemaObject(path, schema));
        }

        foreach ((string name, JsonNode? member) in members)
        {
            if ((schema["properties"]?[name] ?? schema["additionalProperties"]) is JsonObject inner)
            {
                Walk(member, inner, [.. path, name], found);
            }
        }
    }
}
