using System.Text;
using Router.Protocol.Sse;

namespace Router.Protocol.Tests.Sse;

public sealed class SseFrameTests
{
    [Theory]
    [InlineData("event: a\ndata: 1\n\n", "a", "1")]
    [InlineData("event: a\ndata: 1", "a", "1")]
    [InlineData("data: 1\nevent: a\n\n", "a", "1")]
    [InlineData("event: a\nevent: b\ndata: 1\n\n", "b", "1")]
    [InlineData("event:a\ndata:1\n\n", "a", "1")]
    [InlineData("event:  a\ndata:  1\n\n", " a", " 1")]
    [InlineData("data: a: b\n\n", "", "a: b")]
    [InlineData("data: one\ndata: two\ndata: three\n\n", "", "one\ntwo\nthree")]
    [InlineData("data: one\r\ndata: two\r\n\r\n", "", "one\ntwo")]
    [InlineData("\uFEFFdata: one\ndata: two\n\n", "", "one\ntwo")]
    [InlineData("\n: note\ndata: 1\n\n", "", "1")]
    [InlineData("data: grüße 🙂\n\n", "", "grüße 🙂")]
    public void Fields_AreSplit(string bytes, string eventName, string data)
    {
        SseFrame frame = SseFrame.Parse(Encoding.UTF8.GetBytes(bytes));

        Assert.Equal(eventName, Encoding.UTF8.GetString(frame.EventName));
        Assert.Equal(data, Encoding.UTF8.GetString(frame.Data));
        Assert.True(frame.HasData);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(": comment\n\n")]
    [InlineData(":data: x\n\n")]
    [InlineData("event: a\n\n")]
    [InlineData("Data: x\n\n")]
    [InlineData(" data: x\n\n")]
    public void FrameWithoutDataLine_HasNoData(string bytes)
    {
        SseFrame frame = SseFrame.Parse(Encoding.UTF8.GetBytes(bytes));

        Assert.False(frame.HasData);
        Assert.True(frame.Data.IsEmpty);
    }

    [Theory]
    [InlineData("data:\n\n")]
    [InlineData("data: \n\n")]
    [InlineData("data\n\n")]
    public void EmptyDataLine_IsData(string bytes)
    {
        SseFrame frame = SseFrame.Parse(Encoding.UTF8.GetBytes(bytes));

        Assert.True(frame.HasData);
        Assert.True(frame.Data.IsEmpty);
    }

    [Fact]
    public void EventLineWithoutColon_NamesNothing()
    {
        SseFrame frame = SseFrame.Parse("event: a\nevent\ndata: 1\n\n"u8);

        Assert.True(frame.EventName.IsEmpty);
    }
}
