using System.Text;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>The JSON types that a top-level field of a Messages request may have (wire facts: the official SDK's parameter types).</summary>
internal sealed class FieldShape(string name, string expected, params JsonTokenType[] allowed)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    private static readonly FieldShape[] All =
    [
        new("system", "a string or an array of text blocks", JsonTokenType.String, JsonTokenType.StartArray),
        new("tools", "an array of tools", JsonTokenType.StartArray),
        new("tool_choice", "an object", JsonTokenType.StartObject),
        new("metadata", "an object", JsonTokenType.StartObject),
        new("thinking", "an object", JsonTokenType.StartObject),
        new("output_config", "an object", JsonTokenType.StartObject),
        new("context_management", "an object", JsonTokenType.StartObject),
        new("stop_sequences", "an array of strings", JsonTokenType.StartArray),
        new("temperature", "a number", JsonTokenType.Number),
        new("top_p", "a number", JsonTokenType.Number),
        new("top_k", "an integer", JsonTokenType.Number),
    ];

    /// <summary>The shape of the property that the reader stands on; null for a field that is not checked here.</summary>
    public static FieldShape? Find(ref Utf8JsonReader reader)
    {
        foreach (FieldShape shape in All)
        {
            if (JsonText.Is(reader, shape._utf8))
            {
                return shape;
            }
        }

        return null;
    }

    /// <summary>A problem when the value's first token is of none of the allowed types. Null is allowed: it means absent.</summary>
    public RequestProblem? Check(JsonTokenType token) =>
        token == JsonTokenType.Null || Array.IndexOf(allowed, token) >= 0 ? null : new RequestProblem(name, $"Input should be {expected}.");
}
