using Router.Protocol.Counting;
using Router.Protocol.Images;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>The base64 text of an image block.</summary>
/// <param name="Text">Where it stands in the body, without its quotes.</param>
/// <param name="MediaType">Where the value of <c>media_type</c> stands; null when there is none.</param>
internal readonly record struct ImageData(Range Text, Range? MediaType)
{
    private static readonly byte[] Png = [.. "\"image/png\""u8];

    /// <summary>Null for an image that lies elsewhere, of which nobody knows the size.</summary>
    public static ImageData? Find(ReadOnlySpan<byte> body, Range image)
    {
        if (BlockPlaces.Member(body, image, "source"u8) is not { } source || BlockPlaces.Member(body, source, "data"u8) is not { } data || data.End.Value - data.Start.Value < 2)
        {
            return null;
        }

        return new ImageData((data.Start.Value + 1)..(data.End.Value - 1), BlockPlaces.Member(body, source, "media_type"u8));
    }

    /// <summary>Whether an edge is longer.</summary>
    /// <param name="body">The body.</param>
    /// <param name="edge">In pixels.</param>
    /// <param name="pixels">Its width × height.</param>
    public bool IsLarger(ReadOnlySpan<byte> body, int edge, out double pixels)
    {
        bool isKnown = ImageSize.TryRead(new Base64Bytes(body[Text]), out long width, out long height);
        pixels = (double)width * height;
        return isKnown && Math.Max(width, height) > edge;
    }

    /// <summary>Adds the edits that put a smaller PNG there.</summary>
    /// <returns>False when there can be none.</returns>
    public bool TryMakeSmaller(ReadOnlySpan<byte> body, SmallerImages smaller, int edge, List<BodyEdit> edits)
    {
        if (MediaType is not { } type || smaller.Of(body[Text], edge) is not { } text)
        {
            return false;
        }

        edits.Add(Replace(Text, text));
        if (!body[type].SequenceEqual(Png))
        {
            edits.Add(Replace(type, Png)); // it said another, and was a PNG
        }

        return true;
    }

    private static BodyEdit Replace(Range range, byte[] value) => new(range.Start.Value, range.End.Value - range.Start.Value, value);
}
