namespace Router.Protocol.Counting;

/// <summary>What images and documents cost, in tokens. Their base64 is never counted as text.</summary>
internal static class MediaTokens
{
    /// <summary>An image whose size can't be seen, and the most that one costs.</summary>
    public const int UnknownImage = 1_600;

    /// <summary>A document that lies elsewhere (by URL or file id): two pages.</summary>
    public const int UnknownDocument = 2 * TokensPerPage;

    // A page of a PDF costs its text (1,500 to 3,000 tokens) and, where the model sees it, its picture.
    private const int TokensPerPage = 2_000;
    private const int BytesPerPage = 50_000;
    private const int MaximumPages = 100;

    private const long LongEdge = 1_568;
    private const long PixelsPerToken = 750;

    /// <summary>
    /// Width × height ÷ 750 after scaling the long edge down to 1,568 pixels, at most 1,600, as Anthropic documents it
    /// (platform.claude.com, Vision). Models that see larger pictures cost more; the correction learns it.
    /// </summary>
    public static long OfImage(ReadOnlySpan<byte> base64)
    {
        if (!ImageSize.TryRead(new Base64Bytes(base64), out long width, out long height))
        {
            return UnknownImage;
        }

        double scale = Math.Min(1.0, (double)LongEdge / Math.Max(width, height));
        double tokens = Math.Ceiling(width * scale * (height * scale) / PixelsPerToken);
        return (long)Math.Clamp(tokens, 1, UnknownImage);
    }

    /// <summary>2,000 tokens for each 50,000 bytes begun of a PDF, at most 100 pages: its pages can't be counted without unpacking it.</summary>
    public static long OfPdf(ReadOnlySpan<byte> base64) =>
        Math.Min(MaximumPages, 1 + (new Base64Bytes(base64).Length / BytesPerPage)) * TokensPerPage;
}
