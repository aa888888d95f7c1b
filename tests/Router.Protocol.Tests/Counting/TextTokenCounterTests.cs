using System.Text;
using Router.Protocol.Counting;

namespace Router.Protocol.Tests.Counting;

public sealed class TextTokenCounterTests
{
    // The counts are o200k_base's.
    [Theory]
    [InlineData("english.txt", 150)]
    [InlineData("csharp.txt", 134)]
    [InlineData("schema.txt", 108)]
    [InlineData("chinese.txt", 118)]
    [InlineData("russian.txt", 110)]
    [InlineData("listing.txt", 158)]
    [InlineData("base64.txt", 449)]
    public void Text_IsEstimatedWithinFifteenPercent(string name, int tokens) =>
        Assert.InRange(Count(Text(name)), (long)(tokens * 0.85), (long)(tokens * 1.15));

    [Theory]
    [InlineData("english.txt")]
    [InlineData("csharp.txt")]
    [InlineData("chinese.txt")]
    public void TextInPieces_CountsAsInOne(string name)
    {
        byte[] text = Text(name);
        for (int size = 1; size < 40; size += 6)
        {
            var counter = new TextTokenCounter();
            for (int start = 0; start < text.Length; start += size)
            {
                counter.Add(text.AsSpan(start, Math.Min(size, text.Length - start)));
            }

            Assert.Equal(Count(text), counter.Tokens);
        }
    }

    [Theory]
    [InlineData("a\nb\tc \"d\" é 你 \\ /", """a\nb\tc \"d\" é 你 \\ /""")]
    [InlineData("a\nb\tc \"d\" é 你 \\ /", """\u0061\u000ab\u0009c \u0022d\u0022 \u00e9 \u4f60 \u005c \/""")]
    [InlineData("🙂", """\ud83d\ude42""")]
    public void Escapes_CountAsWhatTheyStandFor(string text, string json)
    {
        var counter = new TextTokenCounter();
        counter.AddJson(Encoding.UTF8.GetBytes(json));

        Assert.Equal(Count(Encoding.UTF8.GetBytes(text)), counter.Tokens);
    }

    [Theory]
    [InlineData("a\\")]
    [InlineData("a\\u")]
    [InlineData("a\\u00")]
    [InlineData("a\\uzzzz")]
    [InlineData("\\ud83d")]
    [InlineData("\\udc00")]
    public void HalfAnEscape_DoesNotThrow(string json)
    {
        var counter = new TextTokenCounter();
        counter.AddJson(Encoding.UTF8.GetBytes(json));

        Assert.InRange(counter.Tokens, 0, 6);
    }

    [Fact]
    public void NoText_HasNoTokens() => Assert.Equal(0, Count([]));

    [Fact]
    public void LongRuns_Grow()
    {
        foreach (char one in "a A1 \n\t.é你я")
        {
            Assert.True(Count(Encoding.UTF8.GetBytes(new string(one, 20_000))) > Count(Encoding.UTF8.GetBytes(new string(one, 10_000))), $"'{one}'");
        }
    }

    private static long Count(byte[] text)
    {
        var counter = new TextTokenCounter();
        counter.Add(text);
        return counter.Tokens;
    }

    private static byte[] Text(string name)
    {
        using Stream stream = typeof(TextTokenCounterTests).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
