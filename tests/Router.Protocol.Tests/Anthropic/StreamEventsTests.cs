using System.Text;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;

namespace Router.Protocol.Tests.Anthropic;

public sealed class StreamEventsTests
{
    public static TheoryData<string, StreamEventKind> Names() => new()
    {
        { "ping", StreamEventKind.Ping },
        { "message_start", StreamEventKind.MessageStart },
        { "content_block_start", StreamEventKind.ContentBlockStart },
        { "content_block_delta", StreamEventKind.ContentBlockDelta },
        { "content_block_stop", StreamEventKind.ContentBlockStop },
        { "message_delta", StreamEventKind.MessageDelta },
        { "message_stop", StreamEventKind.MessageStop },
        { "error", StreamEventKind.Error },
        { "something_new", StreamEventKind.Unknown },
        { "Ping", StreamEventKind.Unknown },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void EventLine_NamesTheKind(string name, StreamEventKind kind) => Assert.Equal(kind, Classify($"event: {name}\ndata: {{}}\n\n"));

    [Theory]
    [MemberData(nameof(Names))]
    public void DataAlone_NamesTheKindByItsType(string name, StreamEventKind kind) =>
        Assert.Equal(kind, Classify($"data: {{\"index\":0,\"delta\":{{\"type\":\"ping\"}},\"list\":[1],\"type\":\"{name}\"}}\n\n"));

    [Fact]
    public void EventLine_GoesBeforeTheTypeInTheData() =>
        Assert.Equal(StreamEventKind.MessageStop, Classify("event: message_stop\ndata: {\"type\":\"ping\"}\n\n"));

    [Fact]
    public void EventLineWithoutData_StillNamesTheKind() => Assert.Equal(StreamEventKind.Ping, Classify("event: ping\n\n"));

    [Theory]
    [InlineData(": keep-alive\n\n")]
    [InlineData("\n")]
    [InlineData("id: 4\n\n")]
    public void FrameWithoutNameAndData_IsAComment(string frame) => Assert.Equal(StreamEventKind.Comment, Classify(frame));

    [Theory]
    [InlineData("[DONE]")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":")]
    [InlineData("{\"delta\":{\"type\":\"ping\"}}")]
    public void DataWithoutAType_IsUnknown(string data) => Assert.Equal(StreamEventKind.Unknown, Classify($"data: {data}\n\n"));

    [Fact]
    public void TypeWithEscapes_IsRead() => Assert.Equal(StreamEventKind.MessageStop, Classify("data: {\"type\":\"message\\u005fstop\"}\n\n"));

    [Fact]
    public void DeeplyNestedData_IsRead()
    {
        string deep = new string('[', 300) + new string(']', 300);
        Assert.Equal(StreamEventKind.ContentBlockStart, Classify($"data: {{\"content_block\":{deep},\"type\":\"content_block_start\"}}\n\n"));
    }

    [Fact]
    public void TypeThatIsNoText_IsUnknownAndNoFailure() => Assert.Equal(StreamEventKind.Unknown, Classify("data: {\"type\":\"\\ud800\"}\n\n"));

    private static StreamEventKind Classify(string frame) => StreamEvents.Classify(SseFrame.Parse(Encoding.UTF8.GetBytes(frame)));
}
