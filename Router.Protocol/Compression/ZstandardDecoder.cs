using System.Diagnostics.CodeAnalysis;

namespace Router.Protocol.Compression;

/// <summary>
/// Decodes Zstandard (RFC 8878), the <c>content-encoding: zstd</c> of HTTP, from memory into memory.
/// Dictionaries are not supported. All members are safe to call from several threads at once.
/// </summary>
public static class ZstandardDecoder
{
    /// <summary>
    /// The largest window accepted, in bytes (128 MiB), which is what the <c>zstd</c> tool accepts by default.
    /// The output is its own window, so this bounds what is accepted, not what is allocated.
    /// </summary>
    public const int MaximumWindow = 128 * 1024 * 1024;

    /// <summary>
    /// Decodes every frame of <paramref name="source"/>, one after the other; skippable frames give no output.
    /// Never throws because of what <paramref name="source"/> holds. Time grows with the length of the source and of the output only;
    /// memory is at most three times the output made so far (while it grows), plus about 300 kB.
    /// </summary>
    /// <param name="source">One or more whole frames, and nothing else. Empty is <see cref="ZstandardError.Truncated"/>.
    /// Its length is the caller's to bound: a source made of nothing but table descriptions takes up to 0.2 µs a byte.</param>
    /// <param name="maximumOutput">The most bytes that all frames together may decode to, 0 to about 2 GiB; less than 0 counts as 0.</param>
    /// <param name="rentedBuffer">
    /// On success, an array rented from <see cref="System.Buffers.ArrayPool{T}.Shared"/> that the caller returns there once; on failure, null.
    /// It is longer than the output, and what lies after the output is unspecified.
    /// </param>
    /// <param name="length">On success, how many bytes at the start of <paramref name="rentedBuffer"/> are output; on failure, 0.</param>
    /// <param name="error">On success, <see cref="ZstandardError.None"/>; on failure, the first reason met.</param>
    /// <returns>Whether all of <paramref name="source"/> was decoded.</returns>
    public static bool TryDecode(
        ReadOnlySpan<byte> source,
        int maximumOutput,
        [NotNullWhen(true)] out byte[]? rentedBuffer,
        out int length,
        out ZstandardError error)
    {
        using var output = new OutputBuffer(maximumOutput);
        using var frames = new FrameDecoder(output);

        error = source.IsEmpty ? ZstandardError.Truncated : ZstandardError.None;
        while (!source.IsEmpty && error == ZstandardError.None)
        {
            error = frames.Decode(source, out int consumed);
            source = source[consumed..];
        }

        length = error == ZstandardError.None ? output.Length : 0;
        rentedBuffer = error == ZstandardError.None ? output.Detach() : null;
        return rentedBuffer is not null;
    }
}
