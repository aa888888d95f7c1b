using Xunit.Sdk;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>The checker sees each mistake that clients stumble over; a checker that lets everything pass would prove nothing.</summary>
public sealed class StreamGrammarCheckerTests
{
    private const string Usage = """{"input_tokens":1,"output_tokens":1,"cache_creation_input_tokens":0,"cache_read_input_tokens":0}""";
    private const string Start = $$$"""{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{{{Usage}}}}}""";
    private const string Open = """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""";
    private const string Delta = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}""";
    private const string Close = """{"type":"content_block_stop","index":0}""";
    private const string End = $$"""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null,"stop_details":null},"usage":{{Usage}}}""";
    private const string Stop = """{"type":"message_stop"}""";

    [Fact]
    public void RightStream_Passes() => Assert.Equal("Hi", (string)StreamGrammarChecker.Complete(Stream(Start, Open, Delta, Close, End, Stop))["content"]![0]!["text"]!);

    public static TheoryData<string, string[]> Mistakes => new()
    {
        { "no start", [Open, Delta, Close, End, Stop] },
        { "two starts", [Start, Start, End, Stop] },
        { "no stop", [Start, Open, Delta, Close, End] },
        { "no message_delta", [Start, Open, Delta, Close, Stop] },
        { "block left open", [Start, Open, Delta, End, Stop] },
        { "empty text", [Start, Open, Close, End, Stop] },
        { "delta without block", [Start, Delta, End, Stop] },
        { "two open blocks", [Start, Open, Open, Delta, Close, End, Stop] },
        { "index gap", [Start, Open.Replace("0", "1", StringComparison.Ordinal), End, Stop] },
        { "index reused", [Start, Open, Delta, Close, Open, Delta, Close, End, Stop] },
        { "wrong delta", [Start, Open, Delta.Replace("text_delta", "thinking_delta", StringComparison.Ordinal), Close, End, Stop] },
        { "thinking without signature", [Start, Open.Replace("text", "thinking", StringComparison.Ordinal), Delta.Replace("text", "thinking", StringComparison.Ordinal), Close, End, Stop] },
        { "content behind the end", [Start, End, Open, Delta, Close, Stop] },
        { "event behind stop", [Start, End, Stop, Stop] },
        { "tool_use without a call", [Start, End.Replace("end_turn", "tool_use", StringComparison.Ordinal), Stop] },
        { "usage missing", [Start, End.Replace("output_tokens", "x", StringComparison.Ordinal), Stop] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void WrongStream_IsSeen(string mistake, string[] events)
    {
        Assert.True(Record.Exception(() => StreamGrammarChecker.Complete(Stream(events))) is XunitException, mistake);
    }

    [Fact]
    public void CutFrame_IsSeen() => Assert.ThrowsAny<XunitException>(() => StreamGrammarChecker.Complete(Stream(Start, End, Stop).TrimEnd('\n')));

    private static string Stream(params string[] events) =>
        string.Concat(events.Select(data => $"event: {data.Split('"')[3]}\ndata: {data}\n\n"));
}
