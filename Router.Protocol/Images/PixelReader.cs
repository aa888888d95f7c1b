namespace Router.Protocol.Images;

/// <summary>Reads the pixels of a PNG's rows as four numbers each: red, green and blue multiplied by alpha, and alpha; all of 8 bits before that.</summary>
internal sealed class PixelReader
{
    /// <summary>The numbers of a pixel.</summary>
    public const int Channels = 4;

    private const int Opaque = 255;

    private readonly PngHeader _header;
    private readonly int[] _transparent; // the samples of the colour that is
    private readonly ushort[] _known = []; // the pixel for each value of one sample of at most 8 bits

    public PixelReader(PngFile file)
    {
        _header = file.Header;
        _transparent = _header.Color == PngColor.Palette ? [] : [.. Enumerable.Range(0, file.Transparency.Length / 2).Select(sample => (file.Transparency[2 * sample] << 8) | file.Transparency[(2 * sample) + 1])];
        if (_header.BitsPerPixel <= 8)
        {
            _known = new ushort[Channels << _header.BitDepth];
            for (int value = 0; value < 1 << _header.BitDepth; value++)
            {
                Know(value, file);
            }
        }
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row without its filter.</param>
    /// <param name="pixels">Gets the numbers of its pixels.</param>
    public void Read(ReadOnlySpan<byte> row, Span<ushort> pixels)
    {
        if (_known.Length > 0)
        {
            ReadKnown(row, pixels);
            return;
        }

        int bytes = _header.BitDepth / 8;
        int step = _header.BitsPerPixel / 8;
        bool isGray = _header.Color is PngColor.Gray or PngColor.GrayAlpha;
        bool hasAlpha = _header.Color is PngColor.GrayAlpha or PngColor.Rgba;
        for (; pixels.Length >= Channels; pixels = pixels[Channels..])
        {
            int red = Sample(row, 0, bytes);
            (int green, int blue) = isGray ? (red, red) : (Sample(row, bytes, bytes), Sample(row, 2 * bytes, bytes));
            int alpha = hasAlpha ? Sample(row, step - bytes, bytes) : IsTransparent(row, bytes) ? 0 : Opaque;
            Write(pixels, red, green, blue, alpha);
            row = row[step..];
        }
    }

    private static void Write(Span<ushort> pixel, int red, int green, int blue, int alpha)
    {
        pixel[3] = (ushort)alpha;
        pixel[2] = (ushort)(blue * alpha);
        pixel[1] = (ushort)(green * alpha);
        pixel[0] = (ushort)(red * alpha);
    }

    /// <summary>A sample in 8 bits, rounded.</summary>
    private static int Sample(ReadOnlySpan<byte> row, int at, int bytes) => bytes == 1 ? row[at] : ((((row[at] << 8) | row[at + 1]) * 255) + 32_767) / 65_535;

    private bool IsTransparent(ReadOnlySpan<byte> pixel, int bytes)
    {
        for (int sample = 0; sample < _transparent.Length; sample++)
        {
            if (_transparent[sample] != (bytes == 1 ? pixel[sample] : (pixel[2 * sample] << 8) | pixel[(2 * sample) + 1]))
            {
                return false;
            }
        }

        return _transparent.Length > 0;
    }

    private void ReadKnown(ReadOnlySpan<byte> row, Span<ushort> pixels)
    {
        int depth = _header.BitDepth;
        int mask = (1 << depth) - 1;
        for (int pixel = 0; pixel < _header.Width; pixel++)
        {
            int bit = pixel * depth;
            int value = (row[bit >> 3] >> (8 - depth - (bit & 7))) & mask;
            _known.AsSpan(value * Channels, Channels).CopyTo(pixels[(pixel * Channels)..]);
        }
    }

    private void Know(int value, PngFile file)
    {
        Span<ushort> pixel = _known.AsSpan(value * Channels);
        if (_header.Color == PngColor.Gray)
        {
            int gray = value * 255 / ((1 << _header.BitDepth) - 1);
            Write(pixel, gray, gray, gray, _transparent is [var transparent] && transparent == value ? 0 : Opaque);
        }
        else if ((value + 1) * 3 <= file.Palette.Length)
        {
            ReadOnlySpan<byte> color = file.Palette.AsSpan(value * 3);
            Write(pixel, color[0], color[1], color[2], value < file.Transparency.Length ? file.Transparency[value] : Opaque);
        }
        else
        {
            Write(pixel, 0, 0, 0, Opaque); // beyond the palette: black, as browsers show it
        }
    }
}
