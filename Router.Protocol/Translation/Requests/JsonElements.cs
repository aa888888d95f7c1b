using System.Runtime.InteropServices;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Reads JSON that was healed (<see cref="EscapedText.Heal"/>) without exceptions: what is absent, or of another kind, is undefined or null.</summary>
internal static class JsonElements
{
    extension(JsonElement element)
    {
        public bool IsObject => element.ValueKind == JsonValueKind.Object;

        public bool IsArray => element.ValueKind == JsonValueKind.Array;

        public bool IsString => element.ValueKind == JsonValueKind.String;

        public bool IsTrue => element.ValueKind == JsonValueKind.True;

        /// <summary>Absent or <c>null</c>.</summary>
        public bool IsNothing => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

        /// <summary>The value of that name; undefined when there is none, or when this is no object.</summary>
        public JsonElement Member(ReadOnlySpan<byte> name) => element.IsObject && element.TryGetProperty(name, out JsonElement value) ? value : default;

        /// <summary>The elements of an array; none of anything else.</summary>
        public JsonElement.ArrayEnumerator Items => element.IsArray ? element.EnumerateArray() : default;

        /// <summary>The members of an object; none of anything else.</summary>
        public JsonElement.ObjectEnumerator Members => element.IsObject ? element.EnumerateObject() : default;

        /// <summary>The text; null when this is no string.</summary>
        public string? Text => element.IsString ? element.GetString() : null;

        /// <summary>The number; null when this is none, or no 64-bit integer.</summary>
        public long? Integer => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number) ? number : null;

        /// <summary>The value as it stands in the JSON, valid as long as its document.</summary>
        public ReadOnlySpan<byte> Raw => JsonMarshal.GetRawUtf8Value(element);

        /// <summary>What stands between the quotes of a string; empty for anything else.</summary>
        public ReadOnlySpan<byte> Escaped => element.IsString ? element.Raw[1..^1] : default;

        /// <summary>Whether this is no string, or one of white space only.</summary>
        public bool IsBlank => EscapedText.IsBlank(element.Escaped);
    }
}
