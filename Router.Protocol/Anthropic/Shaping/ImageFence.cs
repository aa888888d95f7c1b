using System.Collections.Frozen;
using Router.Protocol.Images;
using Router.Protocol.Json;
using Router.Protocol.Translation;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Makes images smaller that a provider would refuse, or puts a text in their place: the newest stay. Images come back with every request of a
/// session, so one too many would end it.
/// </summary>
public static class ImageFence
{
    /// <summary>
    /// The most pixels of a request's large images that are read to make them smaller, which bounds the time. Counted from the oldest on, so that what
    /// became of these stays the same on the next turn.
    /// </summary>
    internal const long MostPixels = 8 * PngHeader.MostPixels;

    private const string Note = "old-images-dropped";
    private const string SmallerNote = "images-made-smaller";

    /// <summary>The body with its images within the limits; the same bytes when they are.</summary>
    /// <param name="body">A valid Messages request.</param>
    /// <param name="limits">The provider's limits.</param>
    /// <param name="smaller">Makes images smaller.</param>
    /// <param name="notes">Gets a code for what the client will miss.</param>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> body, ImageLimits limits, SmallerImages smaller, DegradationNotes notes)
    {
        if (!limits.MayRefuse(body.Span))
        {
            return body;
        }

        List<BodyEdit> edits = [];
        foreach (Range messages in RequestFields.Find(body.Span, FrozenSet<string>.Empty).Messages)
        {
            Replace(body.Span, BlockPlaces.Find(body.Span, messages), limits, smaller, reduceMark: false, edits, notes);
        }

        return edits.Count == 0 ? body : new EditedBody(body, edits).ToArray();
    }

    /// <summary>Adds the edits for the images that change or go.</summary>
    internal static void Replace(ReadOnlySpan<byte> body, List<BlockPlace> blocks, ImageLimits limits, SmallerImages smaller, bool reduceMark, List<BodyEdit> edits, DegradationNotes notes)
    {
        List<Range> images = [.. blocks.Where(block => block.Type == "image").Select(block => block.Bytes)];
        if (limits.Most is { } most && images.Count > most)
        {
            images = DropOldest(body, images, most, $"this provider takes at most {most} in one request", reduceMark, edits, notes);
        }

        if (limits is not { Many: { } many, Edge: { } edge } || images.Count <= many)
        {
            return;
        }

        string reason = $"with more than {many} in one request this provider takes none larger than {edge} pixels";
        List<Range> tooLarge = [];
        List<BodyEdit> made = [];
        double pixels = 0;
        foreach (Range image in images)
        {
            if (ImageData.Find(body, image) is { } data && data.IsLarger(body, edge, out double size))
            {
                pixels += Math.Min(size, PngHeader.MostPixels);
                if (!(pixels <= MostPixels && data.TryMakeSmaller(body, smaller, edge, made)))
                {
                    tooLarge.Add(image);
                }
            }
        }

        // A large one among the newest is what the user talks about: then the others make room for it, and no other has to be smaller.
        if (tooLarge.Count > 0 && tooLarge[^1].Start.Value >= images[^many].Start.Value)
        {
            DropOldest(body, images, many, reason, reduceMark, edits, notes);
            return;
        }

        Drop(body, tooLarge, reason, reduceMark, edits, notes);
        edits.AddRange(made);
        if (made.Count > 0)
        {
            notes.Add(SmallerNote);
        }
    }

    /// <summary>
    /// Drops the oldest images. As many at once that the next ones drop none: what a session begins with stays the same for some turns, and so
    /// does its prompt cache.
    /// </summary>
    private static List<Range> DropOldest(ReadOnlySpan<byte> body, List<Range> images, int most, string reason, bool reduceMark, List<BodyEdit> edits, DegradationNotes notes)
    {
        int step = Math.Max(1, most / 2);
        int dropped = (images.Count - most + step - 1) / step * step;
        Drop(body, images[..dropped], reason, reduceMark, edits, notes);
        return images[dropped..];
    }

    private static void Drop(ReadOnlySpan<byte> body, List<Range> images, string reason, bool reduceMark, List<BodyEdit> edits, DegradationNotes notes)
    {
        foreach (Range image in images)
        {
            edits.Add(TextBlock.InPlaceOf(body, image, reduceMark, json => json.Plain($"[An earlier image was left out: {reason}.]")));
            notes.Add(Note);
        }
    }
}
