using System.Text.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Finds the content blocks of messages, in order, a tool result and a document before what they hold.</summary>
internal static class BlockPlaces
{
    /// <param name="body">The body.</param>
    /// <param name="messages">Where the value of <c>messages</c> stands in it.</param>
    public static List<BlockPlace> Find(ReadOnlySpan<byte> body, Range messages)
    {
        List<BlockPlace> blocks = [];
        foreach (Range message in Elements(body, messages))
        {
            AddContent(body, Member(body, message, "content"u8), blocks);
        }

        return blocks;
    }

    /// <summary>The objects of a list; none of anything else.</summary>
    public static List<Range> Elements(ReadOnlySpan<byte> body, Range list)
    {
        List<Range> elements = [];
        int offset = list.Start.Value;
        var reader = new Utf8JsonReader(body[list], new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return elements;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = offset + (int)reader.TokenStartIndex;
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isObject)
            {
                elements.Add(start..(offset + (int)reader.BytesConsumed));
            }
        }

        return elements;
    }

    /// <summary>Where the value of an object's member stands in the body; null when there is none.</summary>
    public static Range? Member(ReadOnlySpan<byte> body, Range value, ReadOnlySpan<byte> name) =>
        FieldValue.Find(body[value], name) is { } found ? (value.Start.Value + found.Start.Value)..(value.Start.Value + found.End.Value) : null;

    private static void AddContent(ReadOnlySpan<byte> body, Range? content, List<BlockPlace> blocks)
    {
        if (content is not { } list || body[list.Start] != (byte)'[')
        {
            return;
        }

        foreach (Range block in Elements(body, list))
        {
            string type = FieldValue.Text(body[block], "type"u8) ?? "";
            blocks.Add(new BlockPlace(block, type));
            if (type == "tool_result")
            {
                AddContent(body, Member(body, block, "content"u8), blocks);
            }
            else if (type == "document" && Member(body, block, "source"u8) is { } source)
            {
                AddContent(body, Member(body, source, "content"u8), blocks);
            }
        }
    }
}
