using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Router.Protocol.Errors;

/// <summary>
/// Reads error bodies as real providers write them. The message is looked for in this order: <c>error.metadata.raw</c> (a nested body),
/// <c>error.message</c>, <c>error</c> as text, <c>message</c>, <c>msg</c> (GLM: <c>{"code":500,"msg":"…"}</c>), <c>detail</c> as text or
/// <c>detail[0].msg</c>, else the body's own text.
/// </summary>
public static class ProviderErrorReader
{
    private const int LongestText = 2000;

    /// <summary>Reads a body. Never fails: HTML or other text gives its first words.</summary>
    /// <param name="body">The body of an answer with an error status, or of an error chunk.</param>
    public static ProviderError Read(ReadOnlySpan<byte> body)
    {
        JsonElement root;
        try
        {
            var reader = new Utf8JsonReader(body);
            root = JsonElement.ParseValue(ref reader);
            reader.Read(); // "404 page not found" begins like JSON; what follows a value throws
        }
        catch (JsonException)
        {
            return new ProviderError(IsEnvelope: false, Type: null, Code: null, PlainText(body));
        }

        bool wrapped = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0;
        root = wrapped ? root[0] : root; // Gemini's compatible endpoint wraps its error in an array
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new ProviderError(false, null, null, Text(root) ?? "");
        }

        ProviderError error = ReadObject(root);
        return error with
        {
            IsEnvelope = error.IsEnvelope && !wrapped,
            Message = error.Message.Length == 0 && root.EnumerateObject().Any() ? PlainText(body) : error.Message,
        };
    }

    private static ProviderError ReadObject(JsonElement root)
    {
        JsonElement error = Member(root, "error");
        JsonElement source = error.ValueKind == JsonValueKind.Object ? error : root;
        string? type = Text(Member(source, "type")) ?? Text(Member(source, "error_type"));
        bool envelope = error.ValueKind == JsonValueKind.Object && type is not null && Text(Member(error, "message")) is not null
            && string.Equals(Text(Member(root, "type")), "error", StringComparison.Ordinal);
        string message = Nested(error) ?? Text(Member(error, "message")) ?? (error.ValueKind == JsonValueKind.String ? Text(error) : null)
            ?? Text(Member(root, "message")) ?? Text(Member(root, "msg")) ?? Detail(Member(root, "detail")) ?? "";
        return new ProviderError(envelope, type, Text(Member(source, "code")), message);
    }

    private static string? Nested(JsonElement error)
    {
        string? raw = Text(Member(Member(error, "metadata"), "raw"));
        if (string.IsNullOrEmpty(raw))
        {
            return null;
        }

        string inner = Read(Encoding.UTF8.GetBytes(raw)).Message;
        return inner.Length > 0 ? inner : null;
    }

    private static string? Detail(JsonElement detail) =>
        detail.ValueKind == JsonValueKind.Array && detail.GetArrayLength() > 0 ? Text(Member(detail[0], "msg")) : Text(detail);

    private static JsonElement Member(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;
        }
        catch (InvalidOperationException)
        {
            return default; // another member's name can't be unescaped
        }
    }

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Unescaped(element),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    private static string Unescaped(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8: the text as it stands between its quotes.
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)[1..^1]);
        }
    }

    private static string PlainText(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]).Trim();
        return text.StartsWith('<') ? "" : text; // a page of markup says nothing to a person reading an error
    }
}
