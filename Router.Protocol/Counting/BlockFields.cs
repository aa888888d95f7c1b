using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Counting;

/// <summary>The fields of messages and content blocks that aren't just text.</summary>
internal static class BlockFields
{
    /// <summary>How the field that the reader stands on is counted.</summary>
    public static BlockField Find(in Utf8JsonReader reader) =>
        JsonText.Is(reader, "type"u8) ? BlockField.Type
        : JsonText.Is(reader, "text"u8) || JsonText.Is(reader, "thinking"u8) || JsonText.Is(reader, "name"u8) ? BlockField.Value
        : JsonText.Is(reader, "content"u8) ? BlockField.Content
        : JsonText.Is(reader, "source"u8) ? BlockField.Source
        : JsonText.Is(reader, "input"u8) ? BlockField.Input
        : JsonText.Is(reader, "tool_use_id"u8) ? BlockField.CallId
        : IsOpaque(reader) ? BlockField.Opaque
        : BlockField.Value;

    private static bool IsOpaque(in Utf8JsonReader reader) =>
        JsonText.Is(reader, "role"u8) || JsonText.Is(reader, "id"u8) || JsonText.Is(reader, "cache_control"u8) || JsonText.Is(reader, "signature"u8)
        || JsonText.Is(reader, "data"u8) || JsonText.Is(reader, "encrypted_content"u8) || JsonText.Is(reader, "is_error"u8)
        || JsonText.Is(reader, "citations"u8) || JsonText.Is(reader, "caller"u8) || JsonText.Is(reader, "output_config"u8);
}
