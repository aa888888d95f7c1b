using System.Globalization;
using System.Text;

namespace Chaos;

/// <summary>HTTP/1.1 answers as bytes, right and wrong.</summary>
internal static class RawAnswer
{
    /// <summary>A whole answer as a healthy provider sends it: a stream in chunks, a message with its length.</summary>
    public static byte[] Whole(Dialect dialect, bool stream, string text) =>
        stream ? Bytes(Head(200, "text/event-stream", "Transfer-Encoding: chunked") + Chunks(dialect.Answer(stream, text)) + LastChunk) : Sized(200, dialect.Answer(stream, text), 0);

    /// <summary>The same without a length: its end is the connection's.</summary>
    public static byte[] Endless(Dialect dialect, bool stream, string text) => Bytes(Head(200, Type(stream), "Connection: close") + dialect.Answer(stream, text));

    /// <summary>JSON whose length is wrong by some bytes.</summary>
    public static byte[] Sized(int status, string body, int wrongBy, string contentType = "application/json", string header = "") => Bytes(
        Head(status, contentType, $"Content-Length: {(Encoding.UTF8.GetByteCount(body) + wrongBy).ToString(CultureInfo.InvariantCulture)}{header}") + body);

    /// <summary>The beginning of a stream in chunks, or the headers of a message.</summary>
    public static byte[] Begin(bool stream, string sent) =>
        stream ? Bytes(Head(200, "text/event-stream", "Transfer-Encoding: chunked") + (sent.Length > 0 ? Chunk(sent) : "")) : Bytes(Head(200, "application/json", "Content-Length: 100000") + sent);

    /// <summary>The headers alone.</summary>
    public static string Head(int status, string contentType, string header) => $"HTTP/1.1 {status} Chaos\r\nContent-Type: {contentType}\r\n{header}\r\n\r\n";

    /// <summary>Frames as chunks, one each.</summary>
    public static string Chunks(string frames) => string.Concat(frames.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => Chunk($"{frame}\n\n")));

    /// <summary>One chunk.</summary>
    public static string Chunk(string text) => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    public const string LastChunk = "0\r\n\r\n";

    public static string Type(bool stream) => stream ? "text/event-stream" : "application/json";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
