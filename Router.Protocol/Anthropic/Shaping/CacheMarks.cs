using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Reduces cache marks that hold a lifetime or a scope to <c>{"type":"ephemeral"}</c>. Only where the API has such marks: what looks like one
/// in a tool's input or schema is the client's own data.
/// </summary>
internal static class CacheMarks
{
    private static readonly byte[] Plain = """{"type":"ephemeral"}"""u8.ToArray();

    /// <summary>A mark without anything more.</summary>
    public static ReadOnlySpan<byte> Reduced => Plain;

    /// <summary>Whether a body has to be searched: most of those without a lifetime are passed by without a walk through megabytes.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> body) =>
        body.IndexOf("\"cache_control\""u8) >= 0 && (body.IndexOf("\"ttl\""u8) >= 0 || body.IndexOf("\"scope\""u8) >= 0);

    /// <summary>Reduces the marks of a list of blocks or messages, and of the blocks within them.</summary>
    /// <param name="list">The list's bytes; anything else holds no marks.</param>
    /// <param name="offset">Where it begins in the body.</param>
    /// <param name="edits">Gets the edits.</param>
    public static void ReduceInBlocks(ReadOnlySpan<byte> list, int offset, List<BodyEdit> edits)
    {
        Utf8JsonReader reader = Open(list);
        ReadBlocks(ref reader, list, offset, edits);
    }

    /// <summary>Reduces the marks of one block and of the blocks within it.</summary>
    public static void ReduceInBlock(ReadOnlySpan<byte> block, int offset, List<BodyEdit> edits)
    {
        Utf8JsonReader reader = Open(block);
        ReadBlock(ref reader, block, offset, edits);
    }

    /// <summary>Reduces one mark, if it holds more than it may.</summary>
    public static void Reduce(ReadOnlySpan<byte> mark, int offset, List<BodyEdit> edits)
    {
        if (FieldValue.Find(mark, "ttl"u8) is not null || FieldValue.Find(mark, "scope"u8) is not null)
        {
            edits.Add(new BodyEdit(offset, mark.Length, Plain));
        }
    }

    private static Utf8JsonReader Open(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        return reader;
    }

    private static void ReadBlocks(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int offset, List<BodyEdit> edits)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadBlock(ref reader, json, offset, edits);
        }
    }

    private static void ReadBlock(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int offset, List<BodyEdit> edits)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMark = JsonText.Is(reader, "cache_control"u8);
            bool isContent = JsonText.Is(reader, "content"u8);
            bool isSource = JsonText.Is(reader, "source"u8); // of a document, whose content may be blocks as well
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            if (isContent)
            {
                ReadBlocks(ref reader, json, offset, edits);
            }
            else if (isSource)
            {
                ReadBlock(ref reader, json, offset, edits);
            }
            else
            {
                reader.Skip();
            }

            if (isMark)
            {
                Reduce(json[start..(int)reader.BytesConsumed], offset + start, edits);
            }
        }
    }
}
