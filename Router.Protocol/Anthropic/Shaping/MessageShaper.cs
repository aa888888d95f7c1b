using Router.Protocol.Images;
using Router.Protocol.Json;
using Router.Protocol.Translation;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Finds the changes within <c>messages</c>. A block that is replaced as a whole is not changed inside as well.</summary>
internal static class MessageShaper
{
    public static void Shape(ReadOnlySpan<byte> body, Range messages, RequestShape shape, List<BodyEdit> edits, DegradationNotes notes)
    {
        List<BodyEdit> found = [];
        if (ServerBlocks.MayBeIn(body, shape.RemoveServerTools) || shape.Images.MayRefuse(body))
        {
            List<BlockPlace> blocks = BlockPlaces.Find(body, messages);
            ServerBlocks.Replace(body, blocks, shape, found);
            ImageFence.Replace(body, blocks, shape.Images, shape.SmallerImages ?? new SmallerImages(), shape.ReduceCacheMarks, found, notes);
        }

        List<BodyEdit> marks = [];
        if (shape.ReduceCacheMarks)
        {
            CacheMarks.ReduceInBlocks(body[messages], messages.Start.Value, marks);
        }

        edits.AddRange(found);
        edits.AddRange(marks.Where(mark => !found.Exists(edit => edit.Start <= mark.Start && mark.Start + mark.Length <= edit.Start + edit.Length)));
        if (shape.RemoveTurnConfig && body[messages].IndexOf("\"output_config\""u8) >= 0)
        {
            foreach (Range message in BlockPlaces.Elements(body, messages))
            {
                edits.AddRange(MemberCuts.Find(body, message, name => name == "output_config"));
            }
        }
    }
}
