using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Core.Tenancy;

/// <summary>Stores a keyed hash in base64.</summary>
internal sealed class KeyHashConverter : JsonConverter<KeyHash>
{
    public override KeyHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out byte[]? bytes) && bytes.Length == KeyHash.Size
            ? new KeyHash(bytes)
            : throw new JsonException($"A keyed hash is {KeyHash.Size} bytes in base64.");

    public override void Write(Utf8JsonWriter writer, KeyHash value, JsonSerializerOptions options)
    {
        Span<byte> bytes = stackalloc byte[KeyHash.Size];
        value.CopyTo(bytes);
        writer.WriteBase64StringValue(bytes);
    }
}
