using Router.Protocol.Compression;
using Xunit;

namespace Router.Protocol.Tests.Compression;

public class ZstandardDecoderVectorTests
{
    public static TheoryData<string> Names => GoldenVectors.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_StreamOfTheReferenceEncoder_GivesItsContent(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);

        Decoded decoded = Decoded.From(vector.Compressed);

        Assert.Equal(ZstandardError.None, decoded.Error);
        Assert.True(vector.Content().AsSpan().SequenceEqual(decoded.Output), "The output is not the content.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_MaximumOfExactlyTheContent_IsEnough(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        int length = vector.Content().Length;

        Assert.Equal(length, Decoded.From(vector.Compressed, length).Output.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_MaximumOfOneByteLess_IsTooLarge(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        int length = vector.Content().Length;
        if (length == 0) return;

        Assert.Equal(ZstandardError.TooLarge, Decoded.From(vector.Compressed, length - 1).Error);
    }

    [Fact]
    public void Decode_AllVectorsAsOneStream_GivesAllContents()
    {
        byte[] stream = [.. GoldenVectors.All.SelectMany(vector => vector.Compressed)];
        byte[] expected = [.. GoldenVectors.All.SelectMany(vector => vector.Content())];

        Assert.True(expected.AsSpan().SequenceEqual(Decoded.From(stream).Output), "The output is not the contents.");
    }

    [Theory]
    [InlineData("JsonLevel1")]
    [InlineData("Run")]
    [InlineData("Empty")]
    public void Decode_ChangedChecksum_IsAMismatch(string name)
    {
        byte[] stream = GoldenVectors.Get(name).Compressed;
        stream[^1] ^= 1;

        Assert.Equal(ZstandardError.ChecksumMismatch, Decoded.From(stream).Error);
    }
}
