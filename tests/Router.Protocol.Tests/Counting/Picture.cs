using System.Buffers.Binary;

namespace Router.Protocol.Tests.Counting;

/// <summary>Headers of pictures as base64; what follows them is no picture.</summary>
internal static class Picture
{
    public static string Png(int width, int height)
    {
        byte[] bytes = [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. BigEndian(width, 4), .. BigEndian(height, 4), .. new byte[40]];
        return Convert.ToBase64String(bytes);
    }

    public static string Gif(int width, int height) => Convert.ToBase64String([.. "GIF89a"u8, .. LittleEndian(width, 2), .. LittleEndian(height, 2), .. new byte[20]]);

    /// <summary>A JPEG with application data, a filler byte and a table before its frame header.</summary>
    public static string Jpeg(int width, int height, byte marker = 0xC2) => Convert.ToBase64String(
        [0xFF, 0xD8, 0xFF, 0xE1, 0x03, 0xE8, .. new byte[998], 0xFF, 0xFF, 0xC4, 0, 4, 9, 9, 0xFF, marker, 0, 17, 8, .. BigEndian(height, 2), .. BigEndian(width, 2), .. new byte[20]]);

    public static string WebPLossy(int width, int height) =>
        WebP("VP8 "u8, [.. new byte[6], .. LittleEndian(width, 2), .. LittleEndian(height, 2)]);

    public static string WebPLossless(int width, int height) => WebP("VP8L"u8, [0x2F, .. LittleEndian((width - 1) | ((height - 1) << 14), 4)]);

    public static string WebPExtended(int width, int height) => WebP("VP8X"u8, [0, 0, 0, 0, .. LittleEndian(width - 1, 3), .. LittleEndian(height - 1, 3)]);

    private static string WebP(ReadOnlySpan<byte> kind, byte[] chunk) => Convert.ToBase64String([.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. kind, 0, 0, 0, 0, .. chunk, .. new byte[20]]);

    private static byte[] BigEndian(int value, int count)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes[(4 - count)..];
    }

    private static byte[] LittleEndian(int value, int count)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes[..count];
    }
}
