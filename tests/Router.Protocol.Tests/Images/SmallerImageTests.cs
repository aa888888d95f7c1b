using System.Numerics;
using System.Text;
using Router.Protocol.Images;

namespace Router.Protocol.Tests.Images;

public sealed class SmallerImageTests
{
    public static TheoryData<int, int, int> Kinds => new()
    {
        { 0, 1, 0 }, { 0, 2, 0 }, { 0, 4, 0 }, { 0, 8, 0 }, { 0, 16, 0 },
        { 2, 8, 0 }, { 2, 16, 0 },
        { 3, 1, 2 }, { 3, 2, 3 }, { 3, 4, 16 }, { 3, 8, 200 },
        { 4, 8, 0 }, { 4, 16, 0 },
        { 6, 8, 0 }, { 6, 16, 0 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKind_WithEveryFilter_IsAveragedExactly(int color, int depth, int paletteSize)
    {
        foreach ((int width, int height, int edge) in new[] { (23, 17, 9), (7, 20, 19), (2, 1, 1), (40, 3, 13), (1, 9, 2) })
        {
            PlainPng png = PlainPng.Random(width, height, depth, color, seed: width, paletteSize) with { Filters = [4, 3, 2, 1, 0, 3, 4], Parts = 5 };

            AssertAveraged(png, edge, color is 4 or 6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Filter_OnTheFirstRowAndOnOthers_IsUndone(int filter) =>
        AssertAveraged(PlainPng.Random(11, 6, 8, 2, seed: filter) with { Filters = [filter] }, 10, hasAlpha: false);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(2, 8)]
    [InlineData(2, 16)]
    public void TransparentColor_Is(int color, int depth)
    {
        PlainPng png = PlainPng.Random(8, 8, depth, color, seed: 5);
        int[] clear = png.Samples[..png.PerPixel];
        png = png with { Transparency = [.. clear.SelectMany(sample => new[] { (byte)(sample >> 8), (byte)sample })] };
        Assert.Contains(0, png.Pixels().Where((_, at) => at % 4 == 3));

        AssertAveraged(png, 6, hasAlpha: true);
    }

    [Fact]
    public void PaletteWithAlpha_HasThatOfItsFirstEntries() =>
        AssertAveraged(PlainPng.Random(12, 9, 4, 3, seed: 6, paletteSize: 16) with { Transparency = [0, 17, 255, 128, 1] }, 7, hasAlpha: true);

    [Fact]
    public void NumberBeyondThePalette_IsBlack()
    {
        PlainPng png = PlainPng.Random(4, 4, 8, 3, seed: 7, paletteSize: 2) with { Samples = [.. Enumerable.Repeat(200, 16)] };

        Assert.All(PlainPng.Read(Made(png.Write(), 2)!).Samples, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void ClearPixels_GiveNoColor()
    {
        var png = new PlainPng(2, 1, 8, 6) { Samples = [200, 100, 50, 255, 9, 9, 9, 0] };

        Assert.Equal([200, 100, 50, 128], PlainPng.Read(Made(png.Write(), 1)!).Samples);
    }

    [Theory]
    [InlineData(3000, 1500, 2000, 2000, 1000)]
    [InlineData(1500, 3001, 2000, 1000, 2000)]
    [InlineData(2001, 2001, 2000, 2000, 2000)]
    [InlineData(3000, 1, 2000, 2000, 1)]
    public void Edge_IsTheLongestThatIsAllowed_AndTheAspectStays(int width, int height, int edge, int smallWidth, int smallHeight)
    {
        PlainPng small = PlainPng.Read(Made(Flat(width, height), edge)!);

        Assert.Equal((smallWidth, smallHeight), (small.Width, small.Height));
        Assert.Equal(-1, small.Samples.AsSpan().IndexOfAnyExcept(255));
    }

    [Fact]
    public void Picture_ThatIsNotLarger_IsNotTouched() => Assert.Null(Made(Flat(2000, 2), 2000));

    [Fact]
    public void SameImage_IsTheSameBytes()
    {
        byte[] png = PlainPng.Random(90, 70, 8, 6, seed: 8).Write();

        Assert.Equal(Made(png, 60), Made(png, 60));
    }

    [Fact]
    public void Rows_GetTheFiltersThatSuitThem()
    {
        var slope = new PlainPng(60, 40, 8, 0) { Samples = [.. Enumerable.Range(0, 60 * 40).Select(at => (3 * (at % 60)) + (at / 60))] };

        PlainPng small = PlainPng.Read(Made(slope.Write(), 30)!);

        Assert.DoesNotContain(0, small.Filters);
    }

    [Fact]
    public void TextThatWouldBeTooLong_GetsHalfTheEdge()
    {
        var random = new Random(9);
        byte[] noise = new byte[2100 * (1 + (2100 * 3))];
        random.NextBytes(noise);
        for (int row = 0; row < 2100; row++)
        {
            noise[row * (1 + (2100 * 3))] = 0;
        }

        byte[] text = SmallerImage.Make(Text(new PlainPng(2100, 2100, 8, 2).Write(PlainPng.Packed(noise))), 2000)!;

        Assert.InRange(text.Length, 1, SmallerImage.MostText);
        Assert.Equal(1000, PlainPng.Read(Convert.FromBase64String(Encoding.ASCII.GetString(text))).Width);
    }

    [Fact]
    public void TruncatedFile_IsNone()
    {
        byte[] png = PlainPng.Random(9, 9, 8, 2, seed: 10).Write();
        Assert.NotNull(Made(png, 5));

        for (int length = 0; length < png.Length; length++)
        {
            Assert.Null(Made(png[..length], 5));
        }
    }

    [Fact]
    public void ByteThatIsWrong_IsFound()
    {
        byte[] png = PlainPng.Random(5, 5, 8, 3, seed: 11, paletteSize: 4).Write();

        for (int at = 0; at < png.Length; at++)
        {
            byte[] damaged = [.. png];
            damaged[at] ^= 0x10;
            Assert.Null(Made(damaged, 3));
        }
    }

    [Fact]
    public void RightChecksumsOverWrongData_AreNoImage()
    {
        PlainPng png = PlainPng.Random(6, 6, 8, 2, seed: 12);
        byte[] raw = png.Raw();
        byte[] packed = PlainPng.Packed(raw);
        Assert.NotNull(Made(png.Write(packed), 3));

        Assert.Null(Made(png.Write(PlainPng.Packed(raw[..^1])), 3));
        Assert.Null(Made(png.Write(PlainPng.Packed([.. raw, 0])), 3));
        Assert.Null(Made(png.Write(packed[..^5]), 3));
        Assert.Null(Made(png.Write([.. packed[..^1], (byte)(packed[^1] ^ 1)]), 3)); // zlib's own checksum
        Assert.Null(Made(png.Write([0, .. packed]), 3));
        Assert.Null(Made(png.Write([]), 3));
        Assert.Null(Made(png.Write(PlainPng.Packed([5, .. raw[1..]])), 3)); // there is no sixth filter
        for (int at = 0; at < packed.Length; at++)
        {
            byte[] damaged = [.. packed];
            damaged[at] ^= 0x41;
            Assert.Null(Made(png.Write(damaged), 3));
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 8)]
    [InlineData(2, 4)]
    [InlineData(3, 16)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(6, 1)]
    [InlineData(7, 8)]
    public void KindThatIsNotDefined_IsNone(int color, int depth) =>
        Assert.Null(Made(new PlainPng(4, 4, depth, color).Write(PlainPng.Packed(new byte[4 * 40])), 2));

    [Fact]
    public void ChunksInWrongOrderOrNumber_AreNoImage()
    {
        byte[] signature = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];
        byte[] header = PlainPng.Chunk("IHDR", [0, 0, 0, 4, 0, 0, 0, 1, 8, 3, 0, 0, 0]);
        byte[] palette = PlainPng.Chunk("PLTE", [1, 2, 3]);
        byte[] clear = PlainPng.Chunk("tRNS", [0]);
        byte[] data = PlainPng.Chunk("IDAT", PlainPng.Packed(new byte[5]));
        byte[] end = PlainPng.Chunk("IEND", []);
        Assert.NotNull(Made([.. signature, .. header, .. palette, .. clear, .. data, .. end, 1, 2, 3], 2));

        Assert.Null(Made([.. signature, .. palette, .. header, .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. header, .. palette, .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. data, .. palette, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. palette, .. palette, .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. PlainPng.Chunk("PLTE", [1, 2]), .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. PlainPng.Chunk("PLTE", new byte[771]), .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. palette, .. PlainPng.Chunk("tRNS", [0, 0]), .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. palette, .. PlainPng.Chunk("tRNS", []), .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. clear, .. palette, .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. palette, .. data, .. clear, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. palette, .. PlainPng.Chunk("NEED", []), .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. palette, .. data, .. PlainPng.Chunk("tEXt", []), .. data, .. end], 2));
        Assert.Null(Made([.. signature, .. header, .. palette, .. end], 2));
    }

    [Fact]
    public void InterlacedOrUnboundedOrEmptyOnes_AreNone()
    {
        PlainPng png = PlainPng.Random(6, 6, 8, 0, seed: 13);

        Assert.Null(Made(png.Write(PlainPng.Packed(png.Raw()), interlace: 1), 3));
        foreach ((int width, int height) in new[] { (0, 9), (9, 0), (-1, 1), (8001, 8000), (32_769, 1), (1, 32_769), (int.MaxValue, int.MaxValue) })
        {
            Assert.Null(Made(new PlainPng(width, height, 8, 0).Write(PlainPng.Packed(new byte[100])), 3));
        }
    }

    [Fact]
    public void LargestImageThatIsRead_TakesTheMemoryOfAFewRows()
    {
        byte[] text = Text(new PlainPng(8000, 8000, 16, 6).Write(PlainPng.Packed(new byte[8000])));
        byte[] whole = Text(Flat(8000, 8000));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(SmallerImage.Make(text, 2000)); // says that it unpacks to 512 MB
        Assert.NotNull(SmallerImage.Make(whole, 2000));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("iVBOR")]
    [InlineData("/9j/4AAQSkZJRgABAQ==")]
    [InlineData(@"iVBORw0KGgo\u003d")]
    public void WhatIsNoPngInBase64_IsNone(string text) => Assert.Null(SmallerImage.Make(Encoding.ASCII.GetBytes(text), 1));

    private static byte[] Text(byte[] png) => Encoding.ASCII.GetBytes(Convert.ToBase64String(png));

    private static byte[]? Made(byte[] png, int edge) => SmallerImage.Make(Text(png), edge) is { } text ? Convert.FromBase64String(Encoding.ASCII.GetString(text)) : null;

    /// <summary>A white picture of one bit a pixel.</summary>
    private static byte[] Flat(int width, int height)
    {
        byte[] row = [0, .. Enumerable.Repeat((byte)0xFF, (width + 7) / 8)];
        return new PlainPng(width, height, 1, 0).Write(PlainPng.Packed([.. Enumerable.Repeat(row, height).SelectMany(bytes => bytes)]));
    }

    private static void AssertAveraged(PlainPng png, int edge, bool hasAlpha)
    {
        double scale = (double)edge / Math.Max(png.Width, png.Height);
        int width = Math.Max(1, (int)Math.Floor((png.Width * scale) + 0.5));
        int height = Math.Max(1, (int)Math.Floor((png.Height * scale) + 0.5));

        PlainPng small = PlainPng.Read(Made(png.Write(), edge)!);

        Assert.Equal((width, height, hasAlpha ? 6 : 2), (small.Width, small.Height, small.Color));
        Assert.Equal(Averaged(png.Pixels(), png.Width, png.Height, width, height, hasAlpha), small.Samples);
    }

    /// <summary>The average of each pixel's area, by fractions.</summary>
    private static int[] Averaged(int[] pixels, int width, int height, int smallWidth, int smallHeight, bool hasAlpha)
    {
        List<int> samples = [];
        for (int y = 0; y < smallHeight; y++)
        {
            for (int x = 0; x < smallWidth; x++)
            {
                BigInteger[] sums = new BigInteger[4];
                for (int at = 0; at < width * height; at++)
                {
                    BigInteger area = (BigInteger)Overlap(at % width, smallWidth, x, width) * Overlap(at / width, smallHeight, y, height);
                    int alpha = pixels[(4 * at) + 3];
                    for (int channel = 0; channel < 3; channel++)
                    {
                        sums[channel] += area * alpha * pixels[(4 * at) + channel];
                    }

                    sums[3] += area * alpha;
                }

                samples.AddRange(Enumerable.Range(0, 3).Select(channel => Rounded(sums[channel], sums[3])));
                if (hasAlpha)
                {
                    samples.Add(Rounded(sums[3], width * height));
                }
            }
        }

        return [.. samples];
    }

    private static int Overlap(int pixel, int pixelLength, int small, int smallLength) =>
        Math.Max(0, Math.Min((pixel + 1) * pixelLength, (small + 1) * smallLength) - Math.Max(pixel * pixelLength, small * smallLength));

    private static int Rounded(BigInteger sum, BigInteger by) => by.IsZero ? 0 : (int)(((2 * sum) + by) / (2 * by));
}
