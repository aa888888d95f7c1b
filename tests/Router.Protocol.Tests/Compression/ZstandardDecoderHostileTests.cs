using Router.Protocol.Compression;
using Xunit;

namespace Router.Protocol.Tests.Compression;

public class ZstandardDecoderHostileTests
{
    private const int CasesPerVector = 250;
    private const int Maximum = 1024 * 1024;

    public static TheoryData<string> Names => GoldenVectors.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_DamagedStream_NeverThrowsAndKeepsToTheMaximum(string name)
    {
        byte[] intact = GoldenVectors.Get(name).Compressed;
        var random = new Lcg((uint)intact.Length);
        for (int i = 0; i < CasesPerVector; i++)
        {
            byte[] damaged = [.. intact];

            // Half of the damage goes to where headers and tables are.
            int reach = i % 2 == 0 ? damaged.Length : Math.Min(damaged.Length, 48);
            for (int flips = 1 + random.Next(4); flips > 0; flips--) damaged[random.Next(reach)] ^= (byte)(1 + random.Next(255));
            int length = i % 5 == 0 ? random.Next(damaged.Length + 1) : damaged.Length;
            int maximum = i % 3 == 0 ? random.Next(Maximum) : Maximum;

            _ = Decoded.From(damaged.AsSpan(0, length), maximum);
        }
    }

    [Fact]
    public void Decode_NoiseBehindAValidFrameHeader_NeverThrows()
    {
        var random = new Lcg(11);
        for (int i = 0; i < 2000; i++)
        {
            byte[] noise = TestContent.Noise(4 + random.Next(200), (uint)i);
            int header = (2 << 1) | ((noise.Length - 3) << 3);
            noise[0] = (byte)header;
            noise[1] = (byte)(header >> 8);
            noise[2] = 0;

            _ = Decoded.From([0x28, 0xB5, 0x2F, 0xFD, 0, 0x58, .. noise], Maximum);
        }
    }

    [Theory]
    [InlineData("VariedLevel19")]
    [InlineData("SkewedTreeless")]
    [InlineData("Run")]
    [InlineData("Empty")]
    [InlineData("EmptyFromPipe")]
    public void Decode_StreamCutAnywhere_IsTruncated(string name)
    {
        byte[] stream = GoldenVectors.Get(name).Compressed;
        for (int length = 0; length < stream.Length; length++)
        {
            Assert.Equal(ZstandardError.Truncated, Decoded.From(stream.AsSpan(0, length)).Error);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [InlineData(16 * 1024 * 1024)]
    public void Decode_BombOfRuns_StopsAtTheMaximum(int maximum)
    {
        // 20,000 blocks of 128 KiB are 2.6 GB in 80 kB.
        var bomb = new FrameBuilder();
        for (int i = 0; i < 20_000; i++) bomb.Rle(0, 128 * 1024);

        Assert.Equal(ZstandardError.TooLarge, Decoded.From(bomb.End(), maximum).Error);
    }

    [Fact]
    public void Decode_BombOfMatches_StopsAtTheMaximum()
    {
        // Match length code 52 has 16 more bits; the offset is the first repeat one, so every block is 65,539 bytes or more.
        var bomb = new FrameBuilder();
        for (int i = 0; i < 5_000; i++) bomb.Compressed((1 << 3) | 1, (byte)'x', 1, 0x54, 1, 0, 52, 0, 0, 1);

        Assert.Equal(ZstandardError.TooLarge, Decoded.From(bomb.End(), 10_000_000).Error);
    }

    [Fact]
    public void Decode_BombOverManyFrames_CountsThemTogether()
    {
        byte[] frame = new FrameBuilder().Rle(0, 100_000).End();
        byte[] stream = [.. Enumerable.Repeat(frame, 100).SelectMany(bytes => bytes)];

        Assert.Equal(10_000_000, Decoded.From(stream, 10_000_000).Output.Length);
        Assert.Equal(ZstandardError.TooLarge, Decoded.From(stream, 9_999_999).Error);
    }
}
