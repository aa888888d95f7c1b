using System.Buffers;
using System.Text;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

public sealed class ToolInputTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData(" \n", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("{ }", "{}")]
    [InlineData("""{"a":{"b":[1,"}"]},"c":"\"{"}""", """{"a":{"b":[1,"}"]},"c":"\"{"}""")]
    [InlineData("""{}{"a":1}""", """{"a":1}""")]
    [InlineData("""{} {} {"a":1} {}""", """{"a":1}""")]
    [InlineData("""{"a":1}{"a":2}""", """{"a":1}""")]
    [InlineData("""{"a":"half""", """{"a":"half""")]
    [InlineData("{", "{")]
    [InlineData("null", "{}")]
    [InlineData("[1]", "{}")]
    [InlineData("{\"a\":\"x\ny\"}", """{"a":"x\ny"}""")]
    [InlineData(""" "{\"a\":\"\\\"q\\\" \\u00fc \u00fc\"}" """, """{"a":"\"q\" \u00fc ü"}""")]
    [InlineData("""
        "\"{}\""
        """, "{}")]
    [InlineData(""" "{\"a\":\"half""", """{"a":"half""")]
    [InlineData(""" "\ud83d\ude00" """, "{}")]
    [InlineData(""" "{\"a\":\"\ud83d\ude00\uzzzz\"}" """, "{\"a\":\"😀\uFFFD\"}")]
    [InlineData(""" "{\"a\":\"x\ud83d""", "{\"a\":\"x\uFFFD")]
    [InlineData("""{"c":"\"{"}{"d":1}""", """{"c":"\"{"}""")]
    [InlineData("""{"a":"\\"}{"b":1}""", """{"a":"\\"}""")]
    [InlineData("""
        "\"{\\\"a\\\":1}\""
        """, "{}")]
    public void Input_IsTheSameForEveryCut(string arguments, string expected)
    {
        foreach (byte[][] pieces in Pieces.Of(arguments))
        {
            Assert.Equal(expected, Run(new ToolInput(isText: false, new DegradationNotes()), pieces));
        }
    }

    [Theory]
    [InlineData("*** Begin \"x\"\n", """{"input":"*** Begin \"x\"\n"}""")]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("", "{}")]
    public void TextOfACustomTool_IsWrapped(string text, string expected)
    {
        foreach (byte[][] pieces in Pieces.Of(text))
        {
            Assert.Equal(expected, Run(new ToolInput(isText: true, new DegradationNotes()), pieces));
        }
    }

    [Fact]
    public void Piece_IsPassedOnAtOnce()
    {
        var output = new ArrayBufferWriter<byte>();
        new ToolInput(isText: false, new DegradationNotes()).Take("""{"text":"no end in sight"""u8, output);

        Assert.Equal("""{"text":"no end in sight""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("""{"a":1}x""", "tool-input-cut")]
    [InlineData("nonsense", "tool-input-unreadable")]
    [InlineData("""{}{"a":1}""", "")]
    public void WhatIsLost_IsNoted(string arguments, string expected)
    {
        var notes = new DegradationNotes();
        Run(new ToolInput(isText: false, notes), [Encoding.UTF8.GetBytes(arguments)]);

        Assert.Equal(expected, string.Join(',', notes.Codes));
    }

    [Theory]
    [InlineData("", false, false, false)]
    [InlineData("{", false, false, true)]
    [InlineData("""{"a":""", false, false, true)]
    [InlineData("{}", true, false, false)]
    [InlineData("""{"a":1}""", true, true, false)]
    [InlineData("""
        "{\"a\":
        """, false, false, true)]
    [InlineData("""
        "{}"
        """, true, false, false)]
    [InlineData("""
        "{\"a\":1}"
        """, true, true, false)]
    public void End_IsKnown(string arguments, bool isComplete, bool isClosed, bool isCutOff)
    {
        var input = new ToolInput(isText: false, new DegradationNotes());
        input.Take(Encoding.UTF8.GetBytes(arguments), new ArrayBufferWriter<byte>());

        Assert.Equal((isComplete, isClosed, isCutOff), (input.IsComplete, input.IsClosed, input.IsCutOff));
    }

    private static string Run(ToolInput input, byte[][] pieces)
    {
        var output = new ArrayBufferWriter<byte>();
        Array.ForEach(pieces, piece => input.Take(piece, output));
        input.End(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
