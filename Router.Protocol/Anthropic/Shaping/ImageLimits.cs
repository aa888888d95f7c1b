namespace Router.Protocol.Anthropic.Shaping;

/// <summary>How many images a provider takes in one request, and how large they may be. What is null is not limited.</summary>
/// <param name="Most">The most images, ≥ 1.</param>
/// <param name="Many">With more images than these, ≥ 1, none may be larger than <paramref name="Edge"/>.</param>
/// <param name="Edge">The longest edge in pixels, ≥ 1, that an image may have among many.</param>
public sealed record ImageLimits(int? Most, int? Many, int? Edge)
{
    /// <summary>Nothing is limited.</summary>
    public static ImageLimits None { get; } = new(null, null, null);

    /// <summary>
    /// Anthropic's: among more than 20 images none has an edge above 2,000 pixels, else 400 <c>At least one of the image dimensions exceed max allowed size
    /// for many-image requests: 2000 pixels</c>, to which every later request of the session would run.
    /// </summary>
    public static ImageLimits Anthropic { get; } = new(null, 20, 2_000);

    /// <summary>Whether a body holds more images than the smaller limit: most hold none, and need no walk.</summary>
    internal bool MayRefuse(ReadOnlySpan<byte> body)
    {
        int limit = Math.Min(Most ?? int.MaxValue, Many is not null && Edge is not null ? Many.Value : int.MaxValue);
        if (limit == int.MaxValue)
        {
            return false;
        }

        int images = 0;
        for (int next; images <= limit && (next = body.IndexOf("\"image\""u8)) >= 0; images++)
        {
            body = body[(next + "\"image\"".Length)..];
        }

        return images > limit;
    }
}
