using System.Buffers;
using System.IO.Compression;
using Router.Api.Errors;
using Router.Protocol.Anthropic;
using Router.Protocol.Compression;

namespace Router.Api.Messages;

/// <summary>Reads request bodies once, into one pooled buffer, decompressed, within <see cref="Longest"/>.</summary>
internal static class BodyReader
{
    /// <summary>The longest body, in bytes after decompression: 64 MiB. Anthropic's own limit is 32 MB; its 413 must come from there.</summary>
    public const int Longest = 64 << 20;

    private const int FirstBuffer = 64 * 1024;

    public static async Task<(PooledBody? Body, RouterError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > Longest)
        {
            return (null, TooLarge);
        }

        string encoding = request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        try
        {
            switch (encoding)
            {
                case "" or "identity":
                    return await ReadPlainAsync(request.Body, (int?)request.ContentLength, cancellation);
                case "gzip" or "x-gzip":
                    await using (var gzip = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true))
                    {
                        return await ReadPlainAsync(gzip, null, cancellation);
                    }

                case "br":
                    await using (var brotli = new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true))
                    {
                        return await ReadPlainAsync(brotli, null, cancellation);
                    }

                case "zstd":
                    return await ReadZstandardAsync(request, cancellation);
                default:
                    return (null, RouterError.Of(415, "content-encoding: send gzip, br or zstd, or no encoding."));
            }
        }
        catch (InvalidDataException)
        {
            return (null, Corrupt(encoding));
        }
        catch (InvalidOperationException) when (encoding == "br")
        {
            return (null, Corrupt(encoding)); // what BrotliStream throws for data that is none
        }
    }

    private static RouterError TooLarge { get; } = new(413, ErrorType.RequestTooLarge, $"Request exceeds the maximum size of {Longest} bytes.");

    private static RouterError Corrupt(string encoding) => RouterError.Of(400, $"The request body is not valid {encoding} data, though content-encoding says so.");

    private static async Task<(PooledBody?, RouterError?)> ReadPlainAsync(Stream stream, int? length, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length is > 0 and { } known ? known + 1 : FirstBuffer);
        int filled = 0;
        try
        {
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation);
                filled += read;
                if (filled > Longest)
                {
                    return (null, TooLarge);
                }

                if (read == 0)
                {
                    var body = new PooledBody(buffer, filled);
                    buffer = [];
                    return (body, null);
                }

                if (filled == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }
        }
        finally
        {
            if (buffer.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static async Task<(PooledBody?, RouterError?)> ReadZstandardAsync(HttpRequest request, CancellationToken cancellation)
    {
        (PooledBody? compressed, RouterError? error) = await ReadPlainAsync(request.Body, (int?)request.ContentLength, cancellation);
        if (compressed is null)
        {
            return (null, error);
        }

        using (compressed)
        {
            if (ZstandardDecoder.TryDecode(compressed.Bytes.Span, Longest, out byte[]? buffer, out int length, out ZstandardError problem))
            {
                return (new PooledBody(buffer!, length), null);
            }

            return (null, problem == ZstandardError.TooLarge ? TooLarge : Corrupt("zstd"));
        }
    }
}
