using System.Buffers;
using System.IO.Compression;

namespace Router.Api.Upstream;

/// <summary>Reads bodies of providers.</summary>
internal static class ResponseBody
{
    /// <summary>The longest whole body that is taken, in bytes: 64 MiB, as for requests.</summary>
    private const int Longest = 64 << 20;

    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n"u8);

    /// <summary>The body as a stream of plain bytes. Identity is asked for; an edge that compresses all the same is undone here.</summary>
    public static async Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellation)
    {
        Stream stream = await content.ReadAsStreamAsync(cancellation);
        return content.Headers.ContentEncoding.FirstOrDefault()?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
    }

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="watch">Keeps the timeouts; white space counts as no content.</param>
    /// <param name="limit">Where to stop, in bytes.</param>
    public static async Task<ArrayBufferWriter<byte>> ReadAsync(Stream stream, SilenceWatch watch, int limit = Longest)
    {
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        while (body.WrittenCount < limit)
        {
            Memory<byte> room = body.GetMemory(8 * 1024);
            watch.BeginWait();
            int read = await stream.ReadAsync(room[..Math.Min(room.Length, limit - body.WrittenCount)], watch.Token);
            watch.EndWait();
            if (room.Span[..read].ContainsAnyExcept(WhiteSpace))
            {
                watch.Content();
            }
            else
            {
                watch.NoContent(); // some providers send empty lines while a request waits its turn
            }

            if (read == 0)
            {
                break;
            }

            body.Advance(read);
        }

        return body;
    }
}
