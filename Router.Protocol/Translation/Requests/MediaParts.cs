using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes images and PDF documents as parts of a message.</summary>
internal static class MediaParts
{
    /// <summary>Whether an image block holds its bytes or an address.</summary>
    public static bool IsImage(JsonElement block) => Holds(block.Member("source"u8));

    /// <summary>Whether a document block holds the bytes of a PDF.</summary>
    public static bool IsPdf(JsonElement block) =>
        block.Member("source"u8).Member("type"u8).Text == "base64"
        && block.Member("source"u8).Member("media_type"u8).Text is null or "application/pdf"
        && !block.Member("source"u8).Member("data"u8).Escaped.IsEmpty;

    /// <summary>Writes an image or a PDF; the caller has checked that it is one.</summary>
    public static void Write(JsonElement block, JsonOutput json)
    {
        JsonElement source = block.Member("source"u8);
        json.StartObject();
        json.Name("type");
        if (block.Member("type"u8).Text == "document")
        {
            json.String("file");
            json.Name("file");
            json.StartObject();
            json.Name("filename");
            WriteFileName(block.Member("title"u8), json);
            json.Name("file_data");
            WriteDataUri(source, "application/pdf"u8, json);
            json.EndObject();
        }
        else
        {
            json.String("image_url");
            json.Name("image_url");
            json.StartObject();
            json.Name("url");
            WriteAddress(source, json);
            json.EndObject();
        }

        json.EndObject();
    }

    private static bool Holds(JsonElement source) => source.Member("type"u8).Text switch
    {
        "base64" => !source.Member("data"u8).Escaped.IsEmpty,
        "url" => !source.Member("url"u8).Escaped.IsEmpty,
        _ => false,
    };

    private static void WriteAddress(JsonElement source, JsonOutput json)
    {
        if (source.Member("type"u8).Text == "url")
        {
            json.Raw(source.Member("url"u8).Raw);
        }
        else
        {
            WriteDataUri(source, "image/png"u8, json);
        }
    }

    private static void WriteDataUri(JsonElement source, ReadOnlySpan<byte> otherwise, JsonOutput json)
    {
        ReadOnlySpan<byte> type = source.Member("media_type"u8).Escaped;
        json.StartText();
        json.Escaped("data:"u8);
        json.Escaped(type.IsEmpty ? otherwise : type);
        json.Escaped(";base64,"u8);
        json.Escaped(source.Member("data"u8).Escaped);
        json.EndText();
    }

    private static void WriteFileName(JsonElement title, JsonOutput json)
    {
        json.StartText();
        json.Escaped(title.IsBlank ? "document"u8 : title.Escaped);
        json.Escaped(title.Escaped.EndsWith(".pdf"u8) ? default : ".pdf"u8);
        json.EndText();
    }
}
