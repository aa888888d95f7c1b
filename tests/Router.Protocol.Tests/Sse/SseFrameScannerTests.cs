using System.Text;
using Router.Protocol.Sse;

namespace Router.Protocol.Tests.Sse;

public sealed class SseFrameScannerTests
{
    private const string Plain = "event: message_start\ndata: {\"a\":\"ü\"}\n\n: a comment\n\nevent: ping\ndata:{}\n\ndata: one\ndata: two\nevent: multi\nid: 7\nretry: 10\n\n";

    private static readonly string[] PlainEvents = ["message_start|{\"a\":\"ü\"}", "ping|{}", "multi|one\ntwo"];

    public static TheoryData<string, string, string[]> Streams() => new()
    {
        { "LF", Plain, PlainEvents },
        { "CRLF", Plain.ReplaceLineEndings("\r\n"), PlainEvents },
        { "CR", Plain.ReplaceLineEndings("\r"), PlainEvents },
        { "mixed in a frame", "event: a\r\ndata: 1\n\r\nevent: b\rdata: 2\r\n\revent: c\ndata: 3\r\r", ["a|1", "b|2", "c|3"] },
        { "CR then LF frames", "data: 1\r\rdata: 2\n\ndata: 3\r\n\r\n", ["|1", "|2", "|3"] },
        { "byte order mark", "\uFEFFevent: a\ndata: 1\n\nevent: b\ndata: 2\n\n", ["a|1", "b|2"] },
        { "byte order mark with CRLF", "\uFEFFdata: 1\r\n\r\n", ["|1"] },
        { "comments only", ": ping\n\n:\r\n\r\n:\r\r", [] },
        { "comment inside a frame", "event: a\n: keep-alive\ndata: 1\n\n", ["a|1"] },
        { "blank lines between frames", "\n\n\r\n\r\rdata: 1\n\n\n\ndata: 2\n\n", ["|1", "|2"] },
        { "no space behind the colon", "event:a\ndata:1\ndata:  2\n\n", ["a|1\n 2"] },
        { "empty data lines", "data:\ndata: \n\ndata: x\ndata:\n\n", ["|\n", "|x\n"] },
        { "data without a colon", "data\ndata: x\n\ndata\n\n", ["|\nx", "|"] },
        { "multi-line data with CRLF", "data: {\r\ndata: \"a\":1\r\ndata: }\r\n\r\n", ["|{\n\"a\":1\n}"] },
        { "last frame not closed", "data: 1\n\ndata: lost\n", ["|1"] },
        { "unknown fields", "datum: 0\ndatabase: 1\nevents: x\ndata: y\n\n", ["|y"] },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Stream_UnderEveryChunking_GivesTheSameEvents(string name, string stream, string[] expected)
    {
        foreach (byte[][] pieces in ScannedStream.Chunkings(Encoding.UTF8.GetBytes(stream)))
        {
            Assert.True(expected.SequenceEqual(ScannedStream.Events(pieces), StringComparer.Ordinal), $"{name}: cut behind byte {pieces[0].Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Stream_UnderEveryChunking_LosesNoByte(string name, string stream, string[] expected)
    {
        byte[] whole = Encoding.UTF8.GetBytes(stream);
        foreach (byte[][] pieces in ScannedStream.Chunkings(whole))
        {
            (List<byte[]> frames, byte[] tail) = ScannedStream.Scan(pieces);
            Assert.True(frames.Count >= expected.Length, name);
            byte[] together = [.. frames.SelectMany(frame => frame), .. tail];
            Assert.Equal(whole, together);
        }
    }

    [Theory]
    [InlineData("data: 1\n\n", 9)]
    [InlineData("data: 1\r\r", 9)]
    [InlineData("data: 1\r\n\r\n", 11)]
    [InlineData("data: 1\r\n\r\ndata: 2\r\n\r\n", 11)]
    [InlineData("data: 1\n\r\nx", 10)]
    [InlineData("data: 1\n", -1)]
    [InlineData("", -1)]
    public void FrameEnd_IsBehindItsEmptyLine(string bytes, int end)
    {
        var scanner = new SseFrameScanner();
        Assert.Equal(end, scanner.FindFrameEnd(Encoding.UTF8.GetBytes(bytes)));
    }

    [Fact]
    public void CrLf_CutBeforeItsLastByte_EndsTheFrameAtOnce()
    {
        var scanner = new SseFrameScanner();
        Assert.Equal(10, scanner.FindFrameEnd("data: 1\r\n\r"u8));
        Assert.Equal(-1, scanner.FindFrameEnd("\n"u8));
        Assert.Equal(9, scanner.FindFrameEnd("data: 2\n\n"u8));
    }

    [Fact]
    public void LongLine_InManyPieces_EndsOnlyAtTheEmptyLine()
    {
        var scanner = new SseFrameScanner();
        Assert.Equal(-1, scanner.FindFrameEnd("data: "u8));
        for (int piece = 0; piece < 100; piece++)
        {
            Assert.Equal(-1, scanner.FindFrameEnd("xxxxxxxxxx"u8));
        }

        Assert.Equal(-1, scanner.FindFrameEnd("\n"u8));
        Assert.Equal(1, scanner.FindFrameEnd("\n"u8));
    }
}
