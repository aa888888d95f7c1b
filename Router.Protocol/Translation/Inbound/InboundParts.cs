using System.Text.Json;

namespace Router.Protocol.Translation.Inbound;

/// <summary>
/// Writes the parts of a message as content blocks.
/// <code>{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBOR…"}}</code>
/// </summary>
internal static class InboundParts
{
    /// <summary>Text, images and files.</summary>
    public static void WriteParts(Utf8JsonWriter json, JsonElement message, string path) => Each(message, path, (part, at) =>
    {
        switch (Kind(part, at))
        {
            case "text":
                WriteText(json, Text(part, "text", at));
                break;
            case "image_url":
                WriteImage(json, part, at);
                break;
            case "file":
                WriteFile(json, part, at);
                break;
            case var kind:
                throw new InboundProblem($"{at}.type", $"\"{kind}\" is not taken here; use text, image_url or file");
        }
    }, text => WriteText(json, text));

    /// <summary>The texts alone; a refusal is one.</summary>
    public static void WriteTexts(Utf8JsonWriter json, JsonElement message, string path) => Each(message, path, (part, at) =>
    {
        string kind = Kind(part, at);
        WriteText(json, Text(part, kind is "text" or "refusal" ? kind : throw new InboundProblem($"{at}.type", "only text stands in such a message"), at));
    }, text => WriteText(json, text));

    /// <summary>A text block; none for an empty text, which Messages refuses.</summary>
    public static void WriteText(Utf8JsonWriter json, string text)
    {
        if (text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, text);
            json.WriteEndObject();
        }
    }

    private static void Each(JsonElement message, string path, Action<JsonElement, string> part, Action<string> whole)
    {
        if (!message.TryGetProperty("content", out JsonElement content) || content.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (content.ValueKind == JsonValueKind.String)
        {
            whole(content.GetString()!);
            return;
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            throw new InboundProblem($"{path}.content", "must be a text or a list of parts");
        }

        int index = 0;
        foreach (JsonElement item in content.EnumerateArray())
        {
            part(item, $"{path}.content[{index++}]");
        }
    }

    private static string Kind(JsonElement part, string path) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()!
            : throw new InboundProblem($"{path}.type", "is required");

    private static string Text(JsonElement part, string field, string path) =>
        part.TryGetProperty(field, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : throw new InboundProblem($"{path}.{field}", "must be a text");

    private static void WriteImage(Utf8JsonWriter json, JsonElement part, string path)
    {
        if (!part.TryGetProperty("image_url", out JsonElement image) || image.ValueKind != JsonValueKind.Object)
        {
            throw new InboundProblem($"{path}.image_url", "must be an object with url");
        }

        string url = Text(image, "url", $"{path}.image_url");
        json.WriteStartObject();
        json.WriteString("type"u8, "image"u8);
        if (DataUrl(url) is var (type, data))
        {
            WriteBase64(json, type, data);
        }
        else if (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            json.WriteStartObject("source"u8);
            json.WriteString("type"u8, "url"u8);
            json.WriteString("url"u8, url);
            json.WriteEndObject();
        }
        else
        {
            throw new InboundProblem($"{path}.image_url.url", "must be a https address or data:image/…;base64,…");
        }

        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, JsonElement part, string path)
    {
        if (!part.TryGetProperty("file", out JsonElement file) || file.ValueKind != JsonValueKind.Object || !file.TryGetProperty("file_data", out JsonElement data)
            || data.ValueKind != JsonValueKind.String || DataUrl(data.GetString()!) is not ("application/pdf", var base64))
        {
            throw new InboundProblem($"{path}.file.file_data", "must be data:application/pdf;base64,…");
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "document"u8);
        WriteBase64(json, "application/pdf", base64);
        if (file.TryGetProperty("filename", out JsonElement name) && name.ValueKind == JsonValueKind.String)
        {
            json.WriteString("title"u8, name.GetString());
        }

        json.WriteEndObject();
    }

    private static void WriteBase64(Utf8JsonWriter json, string type, string data)
    {
        json.WriteStartObject("source"u8);
        json.WriteString("type"u8, "base64"u8);
        json.WriteString("media_type"u8, type);
        json.WriteString("data"u8, data);
        json.WriteEndObject();
    }

    private static (string Type, string Data)? DataUrl(string url)
    {
        const string Scheme = "data:";
        const string Base64 = ";base64,";
        int comma = url.IndexOf(Base64, StringComparison.OrdinalIgnoreCase);
        return url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && comma > Scheme.Length
            ? (url[Scheme.Length..comma].Split(';')[0].ToLowerInvariant(), url[(comma + Base64.Length)..])
            : null;
    }
}
