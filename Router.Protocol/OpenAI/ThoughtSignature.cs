namespace Router.Protocol.OpenAI;

/// <summary>
/// Finds Gemini's thought signature beside a tool call or a text, in the spellings of Google, of LiteLLM and of plain proxies.
/// <code>"extra_content":{"google":{"thought_signature":"EjQK…"}}   "provider_specific_fields":{"thought_signature":"EjQK…"}</code>
/// </summary>
internal static class ThoughtSignature
{
    /// <summary>The signature of a delta; null when it has none.</summary>
    public static string? Find(ReadOnlySpan<byte> json, JsonRange extraContent, JsonRange providerFields)
    {
        string? google = JsonCursor.Text(json, JsonCursor.Find(json, JsonCursor.Find(json, extraContent, "google"u8), "thought_signature"u8));
        if (!string.IsNullOrEmpty(google))
        {
            return google;
        }

        string? field = JsonCursor.Text(json, JsonCursor.Find(json, providerFields, "thought_signature"u8));
        if (!string.IsNullOrEmpty(field))
        {
            return field;
        }

        var list = new JsonCursor(json, JsonCursor.Find(json, providerFields, "thought_signatures"u8));
        return list.Next() && list.Value.HasText ? JsonCursor.Text(json, list.Value) : null;
    }

    /// <summary>Whether the delta's content is a thought and no answer: <c>"extra_content":{"google":{"thought":true}}</c>.</summary>
    public static bool MarksThought(ReadOnlySpan<byte> json, JsonRange extraContent) =>
        JsonCursor.Find(json, JsonCursor.Find(json, extraContent, "google"u8), "thought"u8).Token == System.Text.Json.JsonTokenType.True;
}
