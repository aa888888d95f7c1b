using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>What a Messages request holds that not every model can take.</summary>
/// <param name="Images">Images, in messages or in tool results.</param>
/// <param name="Documents">Documents that are no plain text: PDFs, and those that lie elsewhere.</param>
/// <param name="Tools">Offered tools.</param>
public readonly record struct MessageContents(bool Images, bool Documents, bool Tools)
{
    /// <summary>Reads a valid request in one pass. What stands in the input of a call or in a tool's schema is no content.</summary>
    public static MessageContents Read(ReadOnlySpan<byte> body)
    {
        MessageContents contents = default;
        // Most bodies hold neither word, and need no walk through megabytes of messages.
        bool mayHoldMedia = body.IndexOf("image"u8) >= 0 || body.IndexOf("document"u8) >= 0;
        var walk = new MemberWalk(body);
        while (walk.IsObject && walk.Next())
        {
            if (walk.Is("tools"u8) && walk.Kind == JsonTokenType.StartArray)
            {
                contents = contents with { Tools = contents.Tools || !IsEmptyList(body.Slice(walk.Start, walk.Length)) };
            }
            else if (mayHoldMedia && walk.Is("messages"u8) && walk.Kind == JsonTokenType.StartArray)
            {
                var reader = new Utf8JsonReader(body.Slice(walk.Start, walk.Length), new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
                reader.Read();
                ReadBlocks(ref reader, ref contents);
            }
        }

        return contents;
    }

    private static bool IsEmptyList(ReadOnlySpan<byte> list) => list[1..^1].Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>Messages and blocks are read alike: both have a <c>content</c> that may be a list.</summary>
    private static void ReadBlocks(ref Utf8JsonReader reader, ref MessageContents contents)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadBlock(ref reader, ref contents);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadBlock(ref Utf8JsonReader reader, ref MessageContents contents)
    {
        bool isDocument = false, isText = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool type = JsonText.Is(reader, "type"u8), content = JsonText.Is(reader, "content"u8), source = JsonText.Is(reader, "source"u8);
            reader.Read();
            if (content && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadBlocks(ref reader, ref contents);
            }
            else if (source && reader.TokenType == JsonTokenType.StartObject)
            {
                isText = ReadSource(ref reader, ref contents);
            }
            else
            {
                isDocument |= type && reader.TokenType == JsonTokenType.String && JsonText.Is(reader, "document"u8);
                contents = contents with { Images = contents.Images || (type && reader.TokenType == JsonTokenType.String && JsonText.Is(reader, "image"u8)) };
                reader.Skip();
            }
        }

        contents = contents with { Documents = contents.Documents || (isDocument && !isText) };
    }

    /// <summary>Reads the source of an image or document: <c>{"type":"base64",…}</c>, <c>{"type":"content","content":[…]}</c>.</summary>
    /// <returns>Whether every model can read it: it is text, or blocks of their own.</returns>
    private static bool ReadSource(ref Utf8JsonReader reader, ref MessageContents contents)
    {
        bool isText = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool type = JsonText.Is(reader, "type"u8), content = JsonText.Is(reader, "content"u8);
            reader.Read();
            if (content && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadBlocks(ref reader, ref contents);
                continue;
            }

            isText |= type && reader.TokenType == JsonTokenType.String && (JsonText.Is(reader, "text"u8) || JsonText.Is(reader, "content"u8));
            reader.Skip();
        }

        return isText;
    }
}
