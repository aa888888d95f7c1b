using System.Buffers;
using Router.Protocol.Json;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Puts a text block in another block's place. The cache mark of the other stays: what stands before it is still to be kept.</summary>
internal static class TextBlock
{
    /// <param name="body">The body.</param>
    /// <param name="block">Where the block stands.</param>
    /// <param name="reduceMark">Whether a cache mark loses its lifetime and scope.</param>
    /// <param name="writeText">Writes the pieces of the text.</param>
    public static BodyEdit InPlaceOf(ReadOnlySpan<byte> body, Range block, bool reduceMark, Action<JsonOutput> writeText)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(output);
        json.StartObject();
        json.Name("type");
        json.String("text");
        json.Name("text");
        json.StartText();
        writeText(json);
        json.EndText();
        if (BlockPlaces.Member(body, block, "cache_control"u8) is { } mark)
        {
            json.Name("cache_control");
            json.Raw(reduceMark && body[mark.Start] == (byte)'{' ? CacheMarks.Reduced : body[mark]);
        }

        json.EndObject();
        return new BodyEdit(block.Start.Value, block.End.Value - block.Start.Value, output.WrittenMemory);
    }
}
