using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Router.Dashboard.Configuration;

/// <summary>A configuration as people read it: what is set, without the values that are not.</summary>
internal static class ConfigText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text; members that are null, and objects and lists with nothing in them, are left out.</summary>
    public static string Of(JsonObject config) => (Set(config) ?? new JsonObject()).ToJsonString(Readable);

    private static JsonNode? Set(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject whole:
                var kept = new JsonObject(whole.Select(member => KeyValuePair.Create(member.Key, Set(member.Value))).Where(static member => member.Value is not null));
                return kept.Count > 0 ? kept : null;
            case JsonArray list:
                // Places in a list mean something: none is left out.
                return list.Count > 0 ? new JsonArray([.. list.Select(static item => Set(item) ?? item?.DeepClone())]) : null;
            default:
                return node?.DeepClone();
        }
    }
}
