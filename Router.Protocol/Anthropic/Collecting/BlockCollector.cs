using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Collecting;

/// <summary>Puts one block together: what <c>content_block_start</c> says, grown by its deltas.</summary>
internal sealed class BlockCollector
{
    private readonly byte[] _start;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ArrayBufferWriter<byte> _citations = new();
    private readonly ArrayBufferWriter<byte> _input = new();
    private byte[]? _signature;

    private BlockCollector(byte[] start) => _start = start;

    /// <summary>Whether an event is about the block at this place.</summary>
    public static bool IsAt(ReadOnlySpan<byte> data, int index) =>
        Utf8Parser.TryParse(MemberValue.Of(data, "index"u8), out int at, out int _) && at == index;

    /// <summary>Begins with a content_block_start; null when it holds no block.</summary>
    public static BlockCollector? Begin(ReadOnlySpan<byte> data)
    {
        byte[] start = MemberValue.Of(data, "content_block"u8).ToArray();
        return start is [(byte)'{', ..] ? new BlockCollector(start) : null;
    }

    /// <summary>Takes a delta; false when it is of no known kind.</summary>
    public bool Add(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> delta = MemberValue.Of(data, "delta"u8);
        ReadOnlySpan<byte> type = MemberValue.Of(delta, "type"u8);
        BlockParts parts = BlockParts.Find(_start);
        if (type.SequenceEqual("\"text_delta\""u8) && parts.Kind == BlockKind.Text)
        {
            return AddText(MemberValue.Of(delta, "text"u8));
        }

        if (type.SequenceEqual("\"thinking_delta\""u8) && parts.Kind == BlockKind.Thinking)
        {
            return AddText(MemberValue.Of(delta, "thinking"u8));
        }

        if (type.SequenceEqual("\"signature_delta\""u8) && parts.Kind == BlockKind.Thinking)
        {
            _signature = MemberValue.Of(delta, "signature"u8).ToArray();
            return _signature is [(byte)'"', ..];
        }

        if (type.SequenceEqual("\"citations_delta\""u8) && parts.Kind == BlockKind.Text)
        {
            ReadOnlySpan<byte> citation = MemberValue.Of(delta, "citation"u8);
            _citations.Write(_citations.WrittenCount == 0 ? default : ","u8);
            _citations.Write(citation);
            return citation is [(byte)'{', ..];
        }

        return type.SequenceEqual("\"input_json_delta\""u8) && parts.Kind == BlockKind.ToolUse && AddInput(MemberValue.Of(delta, "partial_json"u8));
    }

    /// <summary>Writes the block; false when its parts don't make one, as with half an input.</summary>
    public bool Write(IBufferWriter<byte> output)
    {
        BlockParts parts = BlockParts.Find(_start);
        List<BodyEdit> edits = [];
        if ((parts.Kind == BlockKind.Text ? parts.Text : parts.Kind == BlockKind.Thinking ? parts.Thinking : null) is { } text && _text.WrittenCount > 0)
        {
            edits.Add(new BodyEdit(text.End.Value - 1, 0, _text.WrittenMemory));
        }

        if (_citations.WrittenCount > 0)
        {
            edits.Add(parts.Citations is { } list
                ? new BodyEdit(list.Start.Value, list.End.Value - list.Start.Value, Citations())
                : new BodyEdit(1, 0, Joined("\"citations\":"u8, Citations(), ","u8)));
        }

        if (_signature is not null)
        {
            edits.Add(parts.Signature is { } signature
                ? new BodyEdit(signature.Start.Value, signature.End.Value - signature.Start.Value, _signature)
                : new BodyEdit(1, 0, Joined("\"signature\":"u8, _signature, ","u8)));
        }

        if (_input.WrittenCount > 0 && parts.Input is { } input)
        {
            if (!IsObject(_input.WrittenSpan))
            {
                return false;
            }

            edits.Add(new BodyEdit(input.Start.Value, input.End.Value - input.Start.Value, _input.WrittenMemory));
        }

        edits.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        output.WriteEdited(_start, edits);
        return true;
    }

    private byte[] Citations() => Joined("["u8, _citations.WrittenSpan, "]"u8);

    private static byte[] Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) => [.. first, .. second, .. third];

    private bool AddText(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'"', .. var text, (byte)'"'])
        {
            return false;
        }

        _text.Write(text);
        return true;
    }

    private bool AddInput(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'"', ..])
        {
            return false;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        if (JsonText.Find(reader) is not { } part)
        {
            return false; // half a surrogate pair, cut between two deltas
        }

        _input.Write(Encoding.UTF8.GetBytes(part));
        return true;
    }

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        reader.Skip();
        return !reader.Read();
    }
}
