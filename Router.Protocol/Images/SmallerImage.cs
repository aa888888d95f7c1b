using System.Buffers;
using System.Buffers.Text;

namespace Router.Protocol.Images;

/// <summary>Makes a PNG smaller. The same image always becomes the same bytes: prompt caches hold by them.</summary>
internal static class SmallerImage
{
    /// <summary>The most base64 text that becomes of an image, in bytes: what Anthropic takes of one (5 MB, platform.claude.com, Vision).</summary>
    public const int MostText = 5 * 1024 * 1024;

    /// <summary>Makes an image smaller.</summary>
    /// <param name="base64">The image as base64 text.</param>
    /// <param name="edge">Its longest edge afterwards in pixels, ≥ 1; a half of that, a quarter and so on when the text would be too long.</param>
    /// <returns>The base64 text of the smaller image, or null when it is no valid PNG, not larger, or too much to read (<see cref="PngHeader.TryRead"/>).</returns>
    public static byte[]? Make(ReadOnlySpan<byte> base64, int edge)
    {
        byte[] png = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        try
        {
            if (Base64.DecodeFromUtf8(base64, png, out _, out int length) != OperationStatus.Done || !PngFile.TryRead(png, length, out PngFile? file) || Math.Max(file.Header.Width, file.Header.Height) <= edge)
            {
                return null;
            }

            for (int smaller = edge; smaller > 0 && Scale(file, smaller) is { } small; smaller /= 2)
            {
                if (Base64.GetMaxEncodedToUtf8Length(small.Length) <= MostText)
                {
                    return ToBase64(small);
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(png);
        }
    }

    /// <summary>The smaller file; null when the larger one is damaged.</summary>
    private static byte[]? Scale(PngFile file, int edge)
    {
        PngHeader header = file.Header;
        long longest = Math.Max(header.Width, header.Height);
        int width = Shortened(header.Width, edge, longest);
        int height = Shortened(header.Height, edge, longest);
        using var rows = new PngRows(file);
        using var writer = new PngWriter(width, height, file.HasAlpha);
        var reader = new PixelReader(file);
        var scaler = new AreaScaler(header.Width, header.Height, width, height, file.HasAlpha);
        ushort[] pixels = new ushort[header.Width * PixelReader.Channels];
        byte[] small = new byte[scaler.SmallLength];
        for (int row = 0; row < header.Height; row++)
        {
            if (!rows.TryRead(out ReadOnlySpan<byte> bytes))
            {
                return null;
            }

            reader.Read(bytes, pixels);
            if (scaler.Add(pixels, small))
            {
                writer.Add(small);
            }
        }

        return rows.IsAtEnd() ? writer.Finish() : null;
    }

    private static int Shortened(int length, int edge, long longest) => (int)Math.Max(1, (((long)length * edge) + (longest / 2)) / longest);

    private static byte[] ToBase64(byte[] image)
    {
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(image.Length)];
        Base64.EncodeToUtf8(image, text, out _, out _);
        return text;
    }
}
