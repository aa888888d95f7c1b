using System.Buffers;
using System.Text;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData(" ", true)]
    [InlineData(@" \n\t\r ", true)]
    [InlineData(" n", false)]
    [InlineData("r", false)]
    [InlineData(@"\\n", false)]
    [InlineData(@"\b", false)]
    [InlineData(@"\n.", false)]
    public void WhiteSpace_IsBlank(string escaped, bool isBlank) => Assert.Equal(isBlank, EscapedText.IsBlank(Encoding.UTF8.GetBytes(escaped)));

    [Theory]
    [InlineData(@"""\ud83d""", @"""\ufffd""")]
    [InlineData(@"""\uD83D""", @"""\ufffd""")]
    [InlineData(@"""\n\ud83d""", @"""\n\ufffd""")]
    [InlineData(@"""\\\ud83d""", @"""\\\ufffd""")]
    [InlineData(@"""\u00e9\ud83d""", @"""\u00e9\ufffd""")]
    [InlineData(@"""\ud83d\ud83d\ude00""", @"""\ufffd\ud83d\ude00""")]
    [InlineData(@"""\ude00\ud83d""", @"""\ufffd\ufffd""")]
    [InlineData(@"""\ud83d\n""", @"""\ufffd\n""")]
    [InlineData(@"""\\ud83d""", @"""\\ud83d""")]
    [InlineData(@"""\ud83d\ude00""", @"""\ud83d\ude00""")]
    public void Halves_AreReplaced(string json, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(EscapedText.Heal(Encoding.UTF8.GetBytes(json)).Span));

    [Fact]
    public void SoundJson_IsNotCopied()
    {
        ReadOnlyMemory<byte> json = Encoding.UTF8.GetBytes("""{"a":"\u00e9\n"}""");

        Assert.True(json.Equals(EscapedText.Heal(json)));
    }

    [Theory]
    [InlineData("plain ü 😀", "plain ü 😀")]
    [InlineData("a\"b\\c\nd\re\tf", @"a\""b\\c\nd\re\tf")]
    [InlineData("\u0001\u001f", @"\u0001\u001f")]
    public void Text_IsEscaped(string text, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        EscapedText.Escape(Encoding.UTF8.GetBytes(text), output);

        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(5000)]
    public void TextOfAnyLength_IsWritten(int length)
    {
        var output = new ArrayBufferWriter<byte>();
        new JsonOutput(output).String(new string('世', length));

        Assert.Equal($"\"{new string('世', length)}\"", Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
