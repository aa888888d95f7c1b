using System.Buffers;

namespace Router.Protocol.Json;

/// <summary>Copies bytes with edits made on the way.</summary>
internal static class EditedCopy
{
    /// <param name="output">Where the bytes go.</param>
    /// <param name="source">The original.</param>
    /// <param name="edits">Ranges in order that do not overlap.</param>
    public static void WriteEdited(this IBufferWriter<byte> output, ReadOnlySpan<byte> source, List<BodyEdit> edits)
    {
        int position = 0;
        foreach (BodyEdit edit in edits)
        {
            output.Write(source[position..edit.Start]);
            output.Write(edit.Replacement.Span);
            position = edit.Start + edit.Length;
        }

        output.Write(source[position..]);
    }
}
