using System.Text.Json.Nodes;

namespace Router.Api.Admin.Routes;

/// <summary>What a JSON value looks like: JSON Schema, as OpenAPI 3.1 has it. A new node at every call, since a node has one place.</summary>
internal static class Shape
{
    public static JsonObject Text() => new() { ["type"] = "string" };

    public static JsonObject Time() => new() { ["type"] = "string", ["format"] = "date-time" };

    public static JsonObject Day() => new() { ["type"] = "string", ["format"] = "date" };

    public static JsonObject Integer() => new() { ["type"] = "integer" };

    public static JsonObject Between(long least, long most) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    public static JsonObject Number() => new() { ["type"] = "number" };

    public static JsonObject Flag() => new() { ["type"] = "boolean" };

    public static JsonObject OneOf(params IEnumerable<string> words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    public static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    /// <summary>Any object: its members are the business of somebody else.</summary>
    public static JsonObject AnyObject() => new() { ["type"] = "object" };

    /// <summary>An object with these members and no others.</summary>
    /// <param name="members">Names and shapes; a name that ends with a question mark need not be there.</param>
    public static JsonObject Object(params IEnumerable<(string Name, JsonObject Shape)> members)
    {
        (JsonObject properties, JsonArray required) = (new JsonObject(), []);
        foreach ((string name, JsonObject shape) in members)
        {
            properties[name.TrimEnd('?')] = shape;
            if (!name.EndsWith('?'))
            {
                required.Add(name);
            }
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
    }

    /// <summary>The same, or null.</summary>
    public static JsonObject OrNull(this JsonObject shape)
    {
        shape["type"] = new JsonArray((string)shape["type"]!, "null");
        return shape;
    }
}
