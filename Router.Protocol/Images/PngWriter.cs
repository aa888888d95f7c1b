using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Router.Protocol.Images;

/// <summary>Writes a PNG of 8-bit RGB or RGBA row by row, each with the filter that leaves the smallest numbers.</summary>
internal sealed class PngWriter : IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly ZLibStream _data;
    private readonly int _width;
    private readonly int _height;
    private readonly int _pixel;
    private readonly byte[] _above;
    private byte[] _filtered;
    private byte[] _best;

    /// <param name="width">Pixels, ≥ 1.</param>
    /// <param name="height">Pixels, ≥ 1.</param>
    /// <param name="hasAlpha">Whether it is RGBA.</param>
    public PngWriter(int width, int height, bool hasAlpha)
    {
        (_width, _height, _pixel) = (width, height, hasAlpha ? 4 : 3);
        _above = new byte[width * _pixel];
        _filtered = new byte[1 + _above.Length];
        _best = new byte[_filtered.Length];
        _data = new ZLibStream(_packed, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <summary>Writes the next row.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        long least = long.MaxValue;
        for (byte filter = 0; filter < PngFilter.Count; filter++)
        {
            _filtered[0] = filter;
            PngFilter.Apply(filter, row, _above, _pixel, _filtered.AsSpan(1));
            long weight = Weight(_filtered.AsSpan(1));
            if (weight < least)
            {
                least = weight;
                (_filtered, _best) = (_best, _filtered);
            }
        }

        _data.Write(_best);
        row.CopyTo(_above);
    }

    /// <summary>The file, once it has as many rows as it is high.</summary>
    public byte[] Finish()
    {
        _data.Dispose();
        Span<byte> header = stackalloc byte[PngHeader.Length];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, _width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], _height);
        (header[8], header[9]) = (8, (byte)(_pixel == 4 ? PngColor.Rgba : PngColor.Rgb));

        using var png = new MemoryStream();
        png.Write(PngFile.Signature);
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, _packed.GetBuffer().AsSpan(0, (int)_packed.Length));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    public void Dispose() => _data.Dispose();

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        int start = (int)png.Length;
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(png.GetBuffer().AsSpan(start..(int)png.Length)));
        png.Write(number);
    }

    /// <summary>The sum of the bytes as signed numbers without their sign: the smaller, the better they pack.</summary>
    private static long Weight(ReadOnlySpan<byte> filtered)
    {
        long weight = 0;
        int at = 0;
        for (; at <= filtered.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(filtered[at..]);
            Vector.Widen(Vector.Min(bytes, Vector<byte>.Zero - bytes), out Vector<ushort> low, out Vector<ushort> high);
            weight += Vector.Sum(low + high); // at most 64 × 128
        }

        for (; at < filtered.Length; at++)
        {
            weight += Math.Min(filtered[at], (byte)-filtered[at]);
        }

        return weight;
    }
}
