using System.Collections.Frozen;
using Router.Protocol.Counting;
using Router.Protocol.Json;
using Router.Protocol.Translation;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Puts a text in the place of images that a provider would refuse: the newest stay. Images come back with every request of a session, so one too
/// many would end it.
/// </summary>
public static class ImageFence
{
    private const string Note = "old-images-dropped";

    /// <summary>The body with its images within the limits; the same bytes when they are.</summary>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> body, ImageLimits limits, DegradationNotes notes)
    {
        if (!limits.MayRefuse(body.Span))
        {
            return body;
        }

        List<BodyEdit> edits = [];
        foreach (Range messages in RequestFields.Find(body.Span, FrozenSet<string>.Empty).Messages)
        {
            Replace(body.Span, BlockPlaces.Find(body.Span, messages), limits, reduceMark: false, edits, notes);
        }

        return edits.Count == 0 ? body : new EditedBody(body, edits).ToArray();
    }

    /// <summary>Adds the edits for the images that go.</summary>
    internal static void Replace(ReadOnlySpan<byte> body, List<BlockPlace> blocks, ImageLimits limits, bool reduceMark, List<BodyEdit> edits, DegradationNotes notes)
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
        List<Range> large = [];
        foreach (Range image in images)
        {
            if (IsLarger(body, image, edge))
            {
                large.Add(image);
            }
        }

        // A large one among the newest is what the user talks about: then the others make room for it.
        if (large.Count > 0 && large[^1].Start.Value >= images[^many].Start.Value)
        {
            DropOldest(body, images, many, reason, reduceMark, edits, notes);
        }
        else
        {
            Drop(body, large, reason, reduceMark, edits, notes);
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

    private static bool IsLarger(ReadOnlySpan<byte> body, Range image, int edge)
    {
        if (BlockPlaces.Member(body, image, "source"u8) is not { } source || BlockPlaces.Member(body, source, "data"u8) is not { } data || data.End.Value - data.Start.Value < 2)
        {
            return false; // one that lies elsewhere: nobody knows
        }

        return ImageSize.TryRead(new Base64Bytes(body[(data.Start.Value + 1)..(data.End.Value - 1)]), out long width, out long height) && Math.Max(width, height) > edge;
    }
}
