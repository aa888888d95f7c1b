using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Takes Claude Code's attribution out of <c>system</c>: <c>x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli;</c>. It is for
/// Anthropic's billing, and its changing parts in front of everything would defeat other providers' prompt caches.
/// </summary>
internal static class SystemBlocks
{
    private static ReadOnlySpan<byte> AttributionStart => "\"x-anthropic-billing-header"u8;

    /// <summary>Finds the edits for one value of <c>system</c>.</summary>
    /// <param name="system">Its bytes: a text or a list of blocks.</param>
    /// <param name="offset">Where it begins in the body.</param>
    /// <param name="shape">Whether the attribution goes, and cache marks are reduced.</param>
    /// <param name="edits">Gets the edits.</param>
    /// <returns>Whether nothing is left of it.</returns>
    public static bool Shape(ReadOnlySpan<byte> system, int offset, RequestShape shape, List<BodyEdit> edits)
    {
        if (system[0] != (byte)'[')
        {
            return shape.RemoveAttribution && CutLine(system, offset, edits);
        }

        var blocks = new ElementCuts();
        List<BodyEdit> inner = [];
        var reader = new Utf8JsonReader(system, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            int end = (int)reader.BytesConsumed;
            ReadOnlySpan<byte> block = system[start..end];
            bool cut = shape.RemoveAttribution && FieldValue.Find(block, "text"u8) is { } text && CutLine(block[text], offset + start + text.Start.Value, inner);
            blocks.Add(offset + start, offset + end, cut);
            if (!cut && shape.ReduceCacheMarks)
            {
                CacheMarks.ReduceInBlock(block, offset + start, inner);
            }
        }

        if (blocks is { CutsAny: true, CutsAll: true })
        {
            return true;
        }

        edits.AddRange(inner);
        edits.AddRange(blocks.ToEdits());
        return false;
    }

    /// <summary>Cuts the attribution from the front of a text.</summary>
    /// <returns>Whether the text is nothing else; then nothing is cut inside it.</returns>
    private static bool CutLine(ReadOnlySpan<byte> text, int offset, List<BodyEdit> edits)
    {
        if (!text.StartsWith(AttributionStart))
        {
            return false;
        }

        int lineEnd = text.IndexOf(@"\n"u8);
        if (lineEnd < 0 || lineEnd + 2 == text.Length - 1)
        {
            return true;
        }

        edits.Add(new BodyEdit(offset + 1, lineEnd + 1, ReadOnlyMemory<byte>.Empty));
        return false;
    }
}
