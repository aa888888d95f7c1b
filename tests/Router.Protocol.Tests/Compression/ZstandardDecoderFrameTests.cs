using Router.Protocol.Compression;
using Xunit;

namespace Router.Protocol.Tests.Compression;

public class ZstandardDecoderFrameTests
{
    [Fact]
    public void Decode_EmptySource_IsTruncated() => Assert.Equal(ZstandardError.Truncated, Decoded.From([]).Error);

    [Fact]
    public void Decode_OtherMagicNumber_IsCorrupt() =>
        Assert.Equal(ZstandardError.Corrupt, Decoded.From([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]).Error);

    [Fact]
    public void Decode_BytesAfterTheLastFrame_AreRefused()
    {
        byte[] stream = new FrameBuilder().Raw(1, 2, 3).End();

        Assert.Equal(ZstandardError.Corrupt, Decoded.From([.. stream, 0, 0, 0, 0]).Error);
        Assert.Equal(ZstandardError.Truncated, Decoded.From([.. stream, 0]).Error);
    }

    [Fact]
    public void Decode_OnlyASkippableFrame_IsEmptyOutput() =>
        Assert.Equal([], Decoded.From([0x53, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7]).Output);

    [Fact]
    public void Decode_SkippableFrameLongerThanTheSource_IsTruncated() =>
        Assert.Equal(ZstandardError.Truncated, Decoded.From([0x53, 0x2A, 0x4D, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 7, 7]).Error);

    [Fact]
    public void Decode_DictionaryId_IsRefused()
    {
        Assert.Equal(ZstandardError.DictionaryNeeded, Decoded.From(new FrameBuilder(1, 0x58, 9).Raw(1).End()).Error);
        Assert.Equal(ZstandardError.DictionaryNeeded, Decoded.From(new FrameBuilder(2, 0x58, 0, 9).Raw(1).End()).Error);
        Assert.Equal(ZstandardError.DictionaryNeeded, Decoded.From(new FrameBuilder(3, 0x58, 0, 0, 0, 9).Raw(1).End()).Error);
    }

    [Fact]
    public void Decode_DictionaryIdOfZero_MeansNone() => Assert.Equal([1], Decoded.From(new FrameBuilder(1, 0x58, 0).Raw(1).End()).Output);

    [Fact]
    public void Decode_ReservedBitOfTheDescriptor_IsCorrupt() =>
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder(8).Raw(1).End()).Error);

    [Fact]
    public void Decode_WindowOf128MiB_IsTheLargestAccepted()
    {
        Assert.Equal([1], Decoded.From(new FrameBuilder(0, 17 << 3).Raw(1).End()).Output);
        Assert.Equal(ZstandardError.WindowTooLarge, Decoded.From(new FrameBuilder(0, (17 << 3) | 1).Raw(1).End()).Error);
        Assert.Equal(ZstandardError.WindowTooLarge, Decoded.From(new FrameBuilder(0, 0xFF).Raw(1).End()).Error);
    }

    [Theory]
    [InlineData(2UL)]
    [InlineData(4UL)]
    public void Decode_OtherContentSizeThanAnnounced_IsCorrupt(ulong announced) =>
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(FrameBuilder.SingleSegment(announced).Raw(1, 2, 3).End()).Error);

    [Fact]
    public void Decode_AnnouncedSizeOverTheMaximum_IsTooLargeBeforeAnyBlock()
    {
        Assert.Equal(ZstandardError.TooLarge, Decoded.From(FrameBuilder.SingleSegment(101).Raw(1).End(), 100).Error);
        Assert.Equal(ZstandardError.TooLarge, Decoded.From(FrameBuilder.SingleSegment(ulong.MaxValue).Raw(1).End()).Error);
    }

    [Fact]
    public void Decode_HugeAnnouncedSizeInATinySource_AllocatesLittle()
    {
        byte[] stream = FrameBuilder.SingleSegment(100 * 1024 * 1024).Raw(1).End();
        _ = Decoded.From(stream, int.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(ZstandardError.Corrupt, Decoded.From(stream, int.MaxValue).Error);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void Decode_NegativeMaximum_CountsAsZero()
    {
        Assert.Equal([], Decoded.From(new FrameBuilder().End(), -1).Output);
        Assert.Equal(ZstandardError.TooLarge, Decoded.From(new FrameBuilder().Raw(1).End(), int.MinValue).Error);
    }
}
