using System.Numerics;
using System.Text;
using Router.Protocol.Compression;
using Xunit;

namespace Router.Protocol.Tests.Compression;

public class ZstandardDecoderBlockTests
{
    private const byte NoBits = 0b1;

    /// <summary>Three literals in 8 bytes: weights 11 to 1, the twelfth implied, so symbol 0 is "1", symbol 1 is "01", symbol 2 is "001".</summary>
    private static readonly byte[] DirectHuffman =
        [.. LiteralsHeader(type: 2, count: 3, sourceLength: 8), 127 + 11, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10, 0b1_1_01_001, 0];

    /// <summary>Three literals of symbol 0 by the tree of <see cref="DirectHuffman"/>.</summary>
    private static readonly byte[] Treeless = [.. LiteralsHeader(type: 3, count: 3, sourceLength: 1), 0b1_1_1_1, 0];

    [Fact]
    public void Decode_ReservedBlockType_IsCorrupt() =>
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder().Block(3, 1, [0]).End()).Error);

    [Fact]
    public void Decode_BlockLongerThanTheWindow_IsCorrupt()
    {
        Assert.Equal(1024, Decoded.From(new FrameBuilder(0, 0).Rle(7, 1024).End()).Output.Length);
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder(0, 0).Rle(7, 1025).End()).Error);
    }

    [Fact]
    public void Decode_RunLengthLiterals_AreRepeated() =>
        Assert.Equal("zzzzz"u8, Decoded.From(new FrameBuilder().Compressed((5 << 3) | 1, (byte)'z', 0).End()).Output);

    [Fact]
    public void Decode_DirectHuffmanWeights_GiveTheirCodes() =>
        Assert.Equal([0, 1, 2], Decoded.From(new FrameBuilder().Compressed(DirectHuffman).End()).Output);

    [Fact]
    public void Decode_TreelessLiterals_UseTheTreeOfTheBlockBefore() =>
        Assert.Equal([0, 1, 2, 0, 0, 0], Decoded.From(new FrameBuilder().Compressed(DirectHuffman).Compressed(Treeless).End()).Output);

    [Fact]
    public void Decode_TreelessLiteralsWithoutATree_AreCorrupt()
    {
        byte[] first = new FrameBuilder().Compressed(DirectHuffman).End();
        byte[] second = new FrameBuilder().Compressed(Treeless).End();

        Assert.Equal(ZstandardError.Corrupt, Decoded.From(second).Error);
        Assert.Equal(ZstandardError.Corrupt, Decoded.From([.. first, .. second]).Error);
    }

    [Fact]
    public void Decode_RepeatModeWithoutATable_IsCorrupt() =>
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder().Compressed((1 << 3) | 1, (byte)'z', 1, 0xFC, NoBits).End()).Error);

    [Fact]
    public void Decode_RepeatModeAfterAnotherFrame_DoesNotSeeItsTables()
    {
        byte[] first = new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, 0, 0, NoBits).End();
        byte[] second = new FrameBuilder().Raw("abcdefgh"u8).Compressed(0, 1, 0xFC, NoBits).End();

        Assert.Equal(ZstandardError.None, Decoded.From(first).Error);
        Assert.Equal(ZstandardError.Corrupt, Decoded.From([.. first, .. second]).Error);
    }

    [Fact]
    public void Decode_RepeatModeAfterRunLengthMode_RepeatsTheSymbol() =>
        Assert.Equal("abcdefghefgggg", Text(new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, 0, 0, NoBits).Compressed(0, 1, 0xFC, NoBits)));

    // The first repeat offsets of a frame are 1, 4 and 8.
    [Theory]
    [InlineData(0, 0b1, "abcdefghefg")]
    [InlineData(1, 0b10, "abcdefghabc")]
    public void Decode_RepeatOffsetWithoutLiterals_MeansTheNextOne(byte offsetCode, byte bits, string expected) =>
        Assert.Equal(expected, Text(new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, offsetCode, 0, bits)));

    [Fact]
    public void Decode_ThirdRepeatOffsetWithoutLiterals_IsTheFirstLessOne() =>
        Assert.Equal("abcdefghefgefg", Text(new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, 0, 0, NoBits).Sequence(0, 1, 0, 0b11)));

    [Fact]
    public void Decode_FirstRepeatOffsetLessOneOfOne_IsCorrupt() =>
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, 1, 0, 0b11).End()).Error);

    [Fact]
    public void Decode_OffsetBeforeTheFrame_IsCorruptThoughOutputIsThere()
    {
        byte[] first = new FrameBuilder().Raw("abcdefgh"u8).End();
        byte[] second = new FrameBuilder().Raw("ab"u8).Sequence(0, 0, 0, NoBits).End();

        Assert.Equal(ZstandardError.Corrupt, Decoded.From([.. first, .. second]).Error);
    }

    [Fact]
    public void Decode_BitsLeftAfterTheLastSequence_AreCorrupt() =>
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, 0, 0, 0b10).End()).Error);

    [Fact]
    public void Decode_SequenceCodeAboveTheLargest_IsCorrupt()
    {
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder().Raw("abcdefgh"u8).Sequence(36, 0, 0, NoBits).End()).Error);
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, 32, 0, NoBits).End()).Error);
        Assert.Equal(ZstandardError.Corrupt, Decoded.From(new FrameBuilder().Raw("abcdefgh"u8).Sequence(0, 0, 53, NoBits).End()).Error);
    }

    [Fact]
    public void Decode_SequenceOfMoreBitsThanAWord_IsReadWhole()
    {
        // In the default tables, state 61 of the literal lengths is code 34 and state 58 of the match lengths is code 51, each of 15 more bits
        // and of 6 for the next state. With 16 for the offset, and 7 used of the word before, the first sequence takes 65 bits.
        // State 63, which follows in both, is 8,192 literals with 13 more bits and a match of 1,027 with 10.
        BigInteger bits = BigInteger.One;
        (int Value, int Count)[] fields = [(61, 6), (58, 6), (0, 16), (0, 15), (0, 15), (63, 6), (63, 6), (0, 16), (0, 10), (0, 13)];
        foreach ((int value, int count) in fields) bits = (bits << count) | value;
        const int RunHeader = 1 | (3 << 2) | (40_960 << 4);
        byte[] block =
        [
            RunHeader & 0xFF, (RunHeader >> 8) & 0xFF, RunHeader >> 16, (byte)'z', 2, 0x10, 16, .. bits.ToByteArray(isUnsigned: true),
        ];

        List<byte> expected = [.. TestContent.Run(128 * 1024, (byte)'a'), .. TestContent.Run(32_768, (byte)'z')];
        for (int i = 0; i < 32_771; i++) expected.Add(expected[^65_533]);
        expected.AddRange(TestContent.Run(8_192, (byte)'z'));
        for (int i = 0; i < 1_027; i++) expected.Add(expected[^65_533]);

        byte[] output = Decoded.From(new FrameBuilder().Rle((byte)'a', 128 * 1024).Compressed(block).End()).Output;
        Assert.True(expected.SequenceEqual(output), "The output is not what the sequences say.");
    }

    private static byte[] LiteralsHeader(int type, int count, int sourceLength)
    {
        int header = type | (count << 4) | (sourceLength << 14);
        return [(byte)header, (byte)(header >> 8), (byte)(header >> 16)];
    }

    private static string Text(FrameBuilder frame) => Encoding.ASCII.GetString(Decoded.From(frame.End()).Output);
}
