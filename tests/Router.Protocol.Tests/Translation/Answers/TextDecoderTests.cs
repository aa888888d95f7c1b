using System.Text;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>Halves of characters wait for their other half, and become U+FFFD where it never comes. A piece's bytes stand in hexadecimal behind <c>0x</c>.</summary>
public sealed class TextDecoderTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData(@"a\n\t\r\b\f\/\\\""z", "a\n\t\r\b\f/\\\"z")]
    [InlineData(@"\ud83d|\ude00", "😀")]
    [InlineData("0xf09f|0x9880", "😀")]
    [InlineData("0xf09f|0x98|0x80", "😀")]
    public void Halves_AreJoined(string pieces, string expected) => Assert.Equal(expected, Run(pieces));

    [Theory]
    [InlineData(@"\ud83d|abc", "\uFFFDabc")]
    [InlineData(@"\ud83d|\u0041", "\uFFFDA")]
    [InlineData(@"\ud83d|\n", "\uFFFD\n")]
    [InlineData(@"\ud83d|\ud83d\ude00", "\uFFFD😀")]
    [InlineData(@"\ud83d", "\uFFFD")]
    [InlineData(@"\ude00", "\uFFFD")]
    [InlineData("0xf09f|abc", "\uFFFDabc")]
    [InlineData(@"0xf09f|\u0041", "\uFFFDA")]
    [InlineData(@"0xf09f|\n", "\uFFFD\n")]
    [InlineData("0xf09f", "\uFFFD")]
    [InlineData("0xff", "\uFFFD")]
    public void Half_ThatStaysAlone_IsReplaced(string pieces, string expected) => Assert.Equal(expected, Run(pieces));

    private static string Run(string pieces)
    {
        var decoder = new TextDecoder();
        var text = new StringBuilder();
        foreach (string piece in pieces.Split('|'))
        {
            byte[] raw = piece.StartsWith("0x", StringComparison.Ordinal) ? Convert.FromHexString(piece[2..]) : Encoding.UTF8.GetBytes(piece);
            text.Append(Encoding.UTF8.GetString(decoder.Decode(raw, isEscaped: piece.Contains('\\', StringComparison.Ordinal))));
        }

        return text.Append(Encoding.UTF8.GetString(decoder.Finish())).ToString();
    }
}
