using System.Globalization;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Follows references inside one document: <c>#/$defs/node</c>.</summary>
internal static class JsonPointer
{
    private const int MostCharacters = 1_000;

    /// <summary>What the reference points at; undefined when it leaves the document, or points nowhere.</summary>
    public static JsonElement Resolve(JsonElement root, string reference)
    {
        JsonElement target = reference.StartsWith('#') && reference.Length <= MostCharacters ? root : default;
        foreach (string part in reference.Split('/').Skip(1))
        {
            string name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            target = target.IsObject && target.TryGetProperty(name, out JsonElement next) ? next
                : target.IsArray && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < target.GetArrayLength() ? target[index]
                : default;
        }

        return target;
    }
}
