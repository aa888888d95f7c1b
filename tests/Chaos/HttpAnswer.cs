using System.Globalization;
using System.Text;

namespace Chaos;

/// <summary>An HTTP/1.1 answer as it stood on the wire, read strictly.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, chunks put together.</param>
/// <param name="Length">How many bytes it took, from the status line to its end.</param>
internal sealed record HttpAnswer(int Status, byte[] Body, int Length)
{
    /// <summary>Reads the answer at the beginning of the bytes.</summary>
    /// <returns>Null when it is not whole yet.</returns>
    /// <exception cref="FormatException">It is no answer.</exception>
    public static HttpAnswer? Read(ReadOnlySpan<byte> bytes)
    {
        int headLength = bytes.IndexOf("\r\n\r\n"u8);
        if (headLength < 0)
        {
            return null;
        }

        string[] lines = Encoding.Latin1.GetString(bytes[..headLength]).Split("\r\n");
        if (!lines[0].StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
        {
            throw new FormatException($"A status line was expected: {lines[0]}");
        }

        int status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        int bodyStart = headLength + 4;
        if (Find(lines, "content-length") is { } length)
        {
            int end = bodyStart + int.Parse(length, CultureInfo.InvariantCulture);
            return bytes.Length < end ? null : new HttpAnswer(status, bytes[bodyStart..end].ToArray(), end);
        }

        return Find(lines, "transfer-encoding") == "chunked" ? ReadChunks(bytes, bodyStart, status) : throw new FormatException("An answer has neither a length nor chunks.");
    }

    private static HttpAnswer? ReadChunks(ReadOnlySpan<byte> bytes, int at, int status)
    {
        var body = new MemoryStream();
        while (true)
        {
            int line = bytes[at..].IndexOf("\r\n"u8);
            if (line < 0)
            {
                return null;
            }

            int size = int.Parse(Encoding.Latin1.GetString(bytes.Slice(at, line)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            at += line + 2;
            if (bytes.Length < at + size + 2)
            {
                return null;
            }

            if (!bytes.Slice(at + size, 2).SequenceEqual("\r\n"u8))
            {
                throw new FormatException("A chunk is longer than it says.");
            }

            body.Write(bytes.Slice(at, size));
            at += size + 2;
            if (size == 0)
            {
                return new HttpAnswer(status, body.ToArray(), at);
            }
        }
    }

    private static string? Find(string[] lines, string name) =>
        lines.Skip(1).Select(line => line.Split(": ", 2)).Where(pair => pair[0].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair[1]).SingleOrDefault();
}
