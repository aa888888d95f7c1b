using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class MessagePayloadErrorTests
{
    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}""", "overloaded_error", "Overloaded")]
    [InlineData("""{"error":{"message":"m","code":{"type":"x"},"type":"t"},"type":"error"}""", "t", "m")]
    [InlineData("""{"error":"just text"}""", null, "just text")]
    [InlineData("""{"error":{}}""", null, null)]
    [InlineData("""{"error":null}""", null, null)]
    [InlineData("""{"error":[1,{"type":"x"}]}""", null, null)]
    [InlineData("""{"error":{"type":7,"message":["x"]}}""", null, null)]
    [InlineData("""{"error":{"details":{"message":"inner"},"message":"outer"}}""", null, "outer")]
    public void Error_GivesItsTypeAndMessage(string json, string? type, string? message)
    {
        Assert.True(MessagePayloadReader.TryRead(Encoding.UTF8.GetBytes(json), default, out MessagePayload payload));

        Assert.Equal(type, payload.ErrorType);
        Assert.Equal(message, payload.ErrorMessage);
    }

    [Fact]
    public void ErrorInsideAMessage_IsNotTheErrorOfThePayload()
    {
        Assert.True(MessagePayloadReader.TryRead("""{"type":"message_start","message":{"error":{"type":"x","message":"y"}}}"""u8, default, out MessagePayload payload));

        Assert.Null(payload.ErrorType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("[DONE]")]
    [InlineData("{")]
    [InlineData("{\"type\":\"error\"")]
    [InlineData("{\"type\":\"error\"} x")]
    [InlineData("{\"type\":\"error\"}{}")]
    [InlineData("{\"usage\":{\"input_tokens\":}}")]
    [InlineData("<html></html>")]
    public void BytesThatAreNotOneObject_AreRefused(string bytes) =>
        Assert.False(MessagePayloadReader.TryRead(Encoding.UTF8.GetBytes(bytes), default, out _));

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"t","message":"cut \ud83d"}}""", "error")]
    [InlineData("""{"type":"error","error":"cut \ud83d"}""", "error")]
    [InlineData("""{"\ud83d":1,"type":"message","error":{"\ud83d":1}}""", "message")]
    [InlineData("""{"type":"\ud83d"}""", null)]
    public void HalfASurrogatePair_IsNoFailure(string json, string? type)
    {
        Assert.True(MessagePayloadReader.TryRead(Encoding.UTF8.GetBytes(json), default, out MessagePayload payload));

        Assert.Equal(type, payload.Type);
    }

    [Fact]
    public void BytesThatAreNotUtf8_AreNoFailure()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes("""{"type":"error","error":{"type":"t","message":"Überlastet"}}""");

        Assert.True(MessagePayloadReader.TryRead(latin1, default, out MessagePayload payload));
        Assert.Equal("t", payload.ErrorType);
    }

    [Fact]
    public void NestingIsReadTo512AndRefusedBeyond()
    {
        Assert.True(MessagePayloadReader.TryRead(Nested(511), default, out _));
        Assert.False(MessagePayloadReader.TryRead(Nested(512), default, out _));
    }

    private static byte[] Nested(int levels) => Encoding.UTF8.GetBytes($$"""{"a":{{new string('[', levels)}}{{new string(']', levels)}}}""");
}
