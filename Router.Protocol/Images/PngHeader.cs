using System.Buffers.Binary;

namespace Router.Protocol.Images;

/// <summary>The header of a PNG whose rows can be read one after the other within the limits (PNG specification, 11.2.1 IHDR).</summary>
/// <param name="Width">Pixels, 1 to <see cref="MostEdge"/>.</param>
/// <param name="Height">Pixels, 1 to <see cref="MostEdge"/>.</param>
/// <param name="BitDepth">The bits of a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Color">What the samples are.</param>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColor Color)
{
    /// <summary>The length of the chunk's data, in bytes.</summary>
    public const int Length = 13;

    /// <summary>The most pixels of an image that is read, which bounds the time: as many as the largest have that Anthropic takes, 8,000 by 8,000.</summary>
    public const long MostPixels = 64_000_000;

    /// <summary>The longest edge of an image that is read, which bounds the memory for its rows.</summary>
    public const int MostEdge = 32_768;

    /// <summary>The bits of a pixel, 1 to 64.</summary>
    public int BitsPerPixel => BitDepth * Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GrayAlpha => 2,
        PngColor.Rgba => 4,
        _ => 1,
    };

    /// <summary>The bytes of a row without the number of its filter.</summary>
    public int RowLength => ((Width * BitsPerPixel) + 7) / 8;

    /// <summary>Reads the data of an IHDR chunk.</summary>
    /// <returns>False when it is not valid, interlaced, or beyond the limits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, out PngHeader header)
    {
        header = default;
        if (data.Length != Length)
        {
            return false;
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        (byte depth, byte color) = (data[8], data[9]);
        if (width is 0 or > MostEdge || height is 0 or > MostEdge || (long)width * height > MostPixels || !IsDefined(color, depth)
            || data[10..].ContainsAnyExcept((byte)0)) // compression, filter method, interlace
        {
            return false;
        }

        header = new PngHeader((int)width, (int)height, depth, (PngColor)color);
        return true;
    }

    private static bool IsDefined(byte color, byte depth) => (PngColor)color switch
    {
        PngColor.Gray => depth is 1 or 2 or 4 or 8 or 16,
        PngColor.Palette => depth is 1 or 2 or 4 or 8,
        PngColor.Rgb or PngColor.GrayAlpha or PngColor.Rgba => depth is 8 or 16,
        _ => false,
    };
}
