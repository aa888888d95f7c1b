using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Router.Tests;

/// <summary>A PNG as the specification has it, written and read in the plainest way: what the product's own is held against.</summary>
internal sealed record PlainPng(int Width, int Height, int Depth, int Color)
{
    /// <summary>The samples in the order of the file.</summary>
    public int[] Samples { get; init; } = [];

    public byte[] Palette { get; init; } = [];

    public byte[] Transparency { get; init; } = [];

    /// <summary>The filter of each row, in turns.</summary>
    public int[] Filters { get; init; } = [0];

    /// <summary>Into how many chunks the data is cut.</summary>
    public int Parts { get; init; } = 1;

    public int PerPixel => Color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public static PlainPng Random(int width, int height, int depth, int color, int seed, int paletteSize = 0)
    {
        var random = new Random(seed);
        var png = new PlainPng(width, height, depth, color);
        int values = paletteSize > 0 ? paletteSize : 1 << depth;
        byte[] palette = new byte[paletteSize * 3];
        random.NextBytes(palette);
        return png with { Palette = palette, Samples = [.. Enumerable.Range(0, width * height * png.PerPixel).Select(_ => random.Next(values))] };
    }

    /// <summary>The file.</summary>
    public byte[] Write() => File(Header(interlace: 0), Packed(Raw()));

    /// <summary>The file with other data than its samples, or a header of one's own.</summary>
    public byte[] Write(byte[] data, byte interlace = 0) => File(Header(interlace), data);

    /// <summary>The pixels: red, green, blue and alpha, of 8 bits each.</summary>
    public int[] Pixels()
    {
        List<int> pixels = [];
        int most = (1 << Depth) - 1;
        for (int at = 0; at < Samples.Length; at += PerPixel)
        {
            int[] raw = Samples[at..(at + PerPixel)];
            int[] eight = [.. raw.Select(sample => (int)Math.Round(sample * 255.0 / most))];
            bool isClear = Color is 0 or 2 && Transparency.Length > 0 && raw.Select((sample, index) => sample == BinaryPrimitives.ReadUInt16BigEndian(Transparency.AsSpan(2 * index))).All(same => same);
            int alpha = isClear ? 0 : 255;
            pixels.AddRange(Color switch
            {
                0 => [eight[0], eight[0], eight[0], alpha],
                2 => [.. eight, alpha],
                3 => [.. Palette[(3 * raw[0])..((3 * raw[0]) + 3)].Select(value => (int)value), raw[0] < Transparency.Length ? Transparency[raw[0]] : 255],
                4 => [eight[0], eight[0], eight[0], eight[1]],
                _ => eight,
            });
        }

        return [.. pixels];
    }

    /// <summary>Reads a file of 8-bit RGB or RGBA in one piece of data; whatever is wrong with it throws.</summary>
    public static PlainPng Read(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var chunks = new List<(string Type, byte[] Data)>();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            Assert.Equal(Crc(file.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        byte[] header = chunks[0].Data;
        var png = new PlainPng(BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), header[8], header[9]);
        Assert.Equal([8, png.Color == 2 ? 2 : 6, 0, 0, 0], header[8..].Select(value => (int)value));
        using var data = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress);
        using var all = new MemoryStream();
        data.CopyTo(all);
        byte[] raw = all.ToArray();
        int row = png.Width * png.PerPixel;
        Assert.Equal(png.Height * (row + 1), raw.Length);
        int[] samples = new int[png.Height * row];
        int[] filters = new int[png.Height];
        for (int y = 0; y < png.Height; y++)
        {
            filters[y] = raw[y * (row + 1)];
            for (int x = 0; x < row; x++)
            {
                int left = x >= png.PerPixel ? samples[(y * row) + x - png.PerPixel] : 0;
                int above = y > 0 ? samples[((y - 1) * row) + x] : 0;
                int corner = x >= png.PerPixel && y > 0 ? samples[((y - 1) * row) + x - png.PerPixel] : 0;
                samples[(y * row) + x] = (raw[(y * (row + 1)) + 1 + x] + Predicted(filters[y], left, above, corner)) & 0xFF;
            }
        }

        return png with { Samples = samples, Filters = filters };
    }

    /// <summary>The bytes of the rows with their filters, before they are packed.</summary>
    public byte[] Raw()
    {
        int perRow = Width * PerPixel;
        int length = ((perRow * Depth) + 7) / 8;
        int distance = Math.Max(1, PerPixel * Depth / 8);
        byte[] above = new byte[length];
        List<byte> raw = [];
        for (int y = 0; y < Height; y++)
        {
            byte[] row = new byte[length];
            for (int x = 0; x < perRow; x++)
            {
                for (int bit = 0; bit < Depth; bit++)
                {
                    int at = (x * Depth) + bit;
                    row[at / 8] |= (byte)(((Samples[(y * perRow) + x] >> (Depth - 1 - bit)) & 1) << (7 - (at % 8)));
                }
            }

            int filter = Filters[y % Filters.Length];
            raw.Add((byte)filter);
            raw.AddRange(row.Select((value, x) => (byte)(value - Predicted(filter, x >= distance ? row[x - distance] : 0, above[x], x >= distance ? above[x - distance] : 0))));
            above = row;
        }

        return [.. raw];
    }

    public static byte[] Packed(byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var data = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            data.Write(raw);
        }

        return packed.ToArray();
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. Number((uint)data.Length), .. typed, .. Number(Crc(typed))];
    }

    private static byte[] Number(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static int Predicted(int filter, int left, int above, int corner)
    {
        int guess = left + above - corner;
        return filter switch
        {
            0 => 0,
            1 => left,
            2 => above,
            3 => (left + above) / 2,
            4 => new[] { left, above, corner }.MinBy(value => Math.Abs(guess - value)), // the first of equal ones
            _ => throw new InvalidDataException($"There is no filter {filter}."),
        };
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private byte[] Header(byte interlace) => [.. Number((uint)Width), .. Number((uint)Height), (byte)Depth, (byte)Color, 0, 0, interlace];

    private byte[] File(byte[] header, byte[] data)
    {
        int part = Math.Max(1, (data.Length + Parts - 1) / Parts);
        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
            .. Chunk("IHDR", header),
            .. Chunk("pHYs", new byte[9]),
            .. Palette.Length > 0 ? Chunk("PLTE", Palette) : [],
            .. Transparency.Length > 0 ? Chunk("tRNS", Transparency) : [],
            .. data.Chunk(part).SelectMany(piece => Chunk("IDAT", piece)),
            .. Chunk("IEND", []),
        ];
    }
}
