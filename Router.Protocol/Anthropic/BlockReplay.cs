using System.Buffers;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Tells one content block as its events. What the stream grows by deltas is empty in <c>content_block_start</c>; a block whose kind has no
/// deltas, or that this version does not know, stands there whole.
/// </summary>
internal static class BlockReplay
{
    private static readonly byte[] EmptyText = "\"\""u8.ToArray();
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();
    private static readonly byte[] EmptyArray = "[]"u8.ToArray();

    public static void Write(IBufferWriter<byte> output, int index, ReadOnlySpan<byte> block)
    {
        var parts = BlockParts.Find(block);
        List<BodyEdit> edits = [];
        switch (parts.Kind)
        {
            case BlockKind.Text:
                Empty(edits, parts.Text, EmptyText);
                Empty(edits, parts.Citations, EmptyArray);
                break;
            case BlockKind.Thinking:
                Empty(edits, parts.Thinking, EmptyText);
                Empty(edits, parts.Signature, EmptyText);
                break;
            case BlockKind.ToolUse:
                Empty(edits, parts.Input, EmptyObject);
                break;
        }

        edits.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        WriteHead(output, "content_block_start"u8, index);
        output.Write(",\"content_block\":"u8);
        output.WriteEdited(block, edits);
        output.Write("}\n\n"u8);
        WriteDeltas(output, index, block, parts);
        WriteHead(output, "content_block_stop"u8, index);
        output.Write("}\n\n"u8);
    }

    private static void Empty(List<BodyEdit> edits, Range? value, byte[] replacement)
    {
        if (value is { } found)
        {
            edits.Add(new BodyEdit(found.Start.Value, found.End.Value - found.Start.Value, replacement));
        }
    }

    private static void WriteDeltas(IBufferWriter<byte> output, int index, ReadOnlySpan<byte> block, in BlockParts parts)
    {
        switch (parts.Kind)
        {
            case BlockKind.Text:
                WriteText(output, index, "text_delta\",\"text\":"u8, block[parts.Text!.Value]);
                WriteCitations(output, index, parts.Citations is { } citations ? block[citations] : "[]"u8);
                break;
            case BlockKind.Thinking:
                WriteText(output, index, "thinking_delta\",\"thinking\":"u8, block[parts.Thinking!.Value]);
                WriteDelta(output, index, "signature_delta\",\"signature\":"u8, parts.Signature is { } signature ? block[signature] : EmptyText);
                break;
            case BlockKind.ToolUse:
                WriteHead(output, "content_block_delta"u8, index);
                output.Write(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\""u8);
                JsonEscape.Write(output, block[parts.Input!.Value]);
                output.Write("\"}}\n\n"u8);
                break;
        }
    }

    // A provider's own stream has no delta for an empty text either: thinking that is not shown comes as its signature alone.
    private static void WriteText(IBufferWriter<byte> output, int index, ReadOnlySpan<byte> typeAndName, ReadOnlySpan<byte> value)
    {
        if (value.Length > EmptyText.Length)
        {
            WriteDelta(output, index, typeAndName, value);
        }
    }

    private static void WriteCitations(IBufferWriter<byte> output, int index, ReadOnlySpan<byte> citations)
    {
        var reader = new Utf8JsonReader(citations, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            WriteDelta(output, index, "citations_delta\",\"citation\":"u8, citations[start..(int)reader.BytesConsumed]);
        }
    }

    private static void WriteDelta(IBufferWriter<byte> output, int index, ReadOnlySpan<byte> typeAndName, ReadOnlySpan<byte> value)
    {
        WriteHead(output, "content_block_delta"u8, index);
        output.Write(",\"delta\":{\"type\":\""u8);
        output.Write(typeAndName);
        output.Write(value);
        output.Write("}}\n\n"u8);
    }

    private static void WriteHead(IBufferWriter<byte> output, ReadOnlySpan<byte> name, int index)
    {
        output.Write("event: "u8);
        output.Write(name);
        output.Write("\ndata: {\"type\":\""u8);
        output.Write(name);
        output.Write("\",\"index\":"u8);
        Span<byte> digits = stackalloc byte[11];
        index.TryFormat(digits, out int length, provider: System.Globalization.CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
    }
}
