namespace Router.Protocol.Counting;

/// <summary>Width and height in pixels from the header of a PNG, JPEG, GIF or WebP image.</summary>
internal static class ImageSize
{
    /// <summary>Segments of a JPEG that are looked through for its frame header; camera pictures have fewer than 30.</summary>
    private const int MaximumSegments = 256;

    /// <summary>Reads the size.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">Pixels, ≥ 1.</param>
    /// <param name="height">Pixels, ≥ 1.</param>
    /// <returns>False when it is none of these formats, or its header is not whole.</returns>
    public static bool TryRead(in Base64Bytes image, out long width, out long height)
    {
        (width, height) = image.At(0) switch
        {
            0x89 when image.Has(1, "PNG\r\n"u8) => (image.BigEndian(16, 4), image.BigEndian(20, 4)),
            'G' when image.Has(1, "IF8"u8) => (image.LittleEndian(6, 2), image.LittleEndian(8, 2)),
            'R' when image.Has(1, "IFF"u8) && image.Has(8, "WEBP"u8) => WebP(image),
            0xFF => Jpeg(image),
            _ => (-1, -1),
        };
        return width > 0 && height > 0;
    }

    private static (long, long) WebP(in Base64Bytes image) => image.At(15) switch
    {
        ' ' => (image.LittleEndian(26, 2) & 0x3FFF, image.LittleEndian(28, 2) & 0x3FFF),
        'L' when image.LittleEndian(21, 4) is var bits and >= 0 => ((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1),
        'X' when image.LittleEndian(27, 3) is var rows and >= 0 => (image.LittleEndian(24, 3) + 1, rows + 1),
        _ => (-1, -1),
    };

    private static (long, long) Jpeg(in Base64Bytes image)
    {
        long at = 2;
        for (int segment = 0; segment < MaximumSegments && image.At(at) == 0xFF; segment++)
        {
            int marker = image.At(at + 1);
            // SOF0 to SOF15; C4, C8 and CC among them are tables.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (image.BigEndian(at + 7, 2), image.BigEndian(at + 5, 2));
            }

            long length = marker == 0xFF ? 0 : image.BigEndian(at + 2, 2);
            at += marker == 0xFF ? 1 : length < 2 ? image.Length : length + 2;
        }

        return (-1, -1);
    }
}
