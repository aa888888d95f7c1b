using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class MessagePayloadReaderTests
{
    [Fact]
    public void MessageStart_GivesTypeModelAndUsage()
    {
        const string Json = """
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"claude-x","stop_reason":null,
            "usage":{"input_tokens":12,"cache_creation_input_tokens":3,"cache_read_input_tokens":40,"output_tokens":1,"service_tier":"standard","server_tool_use":{"input_tokens":99}}}}
            """;
        MessagePayload payload = Read(Json);

        Assert.Equal("message_start", payload.Type);
        Assert.Equal("\"claude-x\"", ModelIn(Json, payload));
        Assert.Equal(new MessageUsage(12, 1, 40, 3), payload.Usage);
        Assert.Null(payload.ErrorType);
    }

    [Fact]
    public void MessageBody_GivesTypeModelAndUsage()
    {
        const string Json = """
            { "id": "msg_1", "type": "message", "model" : "claude-y" , "content": [{"type":"tool_use","input":{"model":"no","usage":{"input_tokens":5}}}],
              "usage": {"output_tokens": 7, "input_tokens": 9} }
            """;
        MessagePayload payload = Read(Json);

        Assert.Equal("message", payload.Type);
        Assert.Equal("\"claude-y\"", ModelIn(Json, payload));
        Assert.Equal(new MessageUsage(9, 7, 0, 0), payload.Usage);
    }

    [Fact]
    public void MessageDelta_KeepsWhatItDoesNotReport()
    {
        MessagePayload payload = Read("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":55}}""", new MessageUsage(12, 1, 40, 3));

        Assert.Equal(new MessageUsage(12, 55, 40, 3), payload.Usage);
        Assert.Equal(-1, payload.ModelStart);
        Assert.Equal(0, payload.ModelLength);
    }

    [Fact]
    public void MessageDelta_ReplacesWhatItReports()
    {
        MessagePayload payload = Read(
            """{"type":"message_delta","delta":{},"usage":{"input_tokens":13,"output_tokens":0,"cache_read_input_tokens":0,"cache_creation_input_tokens":5}}""",
            new MessageUsage(12, 9, 40, 3));

        Assert.Equal(new MessageUsage(13, 0, 0, 5), payload.Usage);
    }

    [Theory]
    [InlineData("""{"cache_creation_input_tokens":300,"cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200}}""", 300, 200)]
    [InlineData("""{"cache_creation":{"ephemeral_1h_input_tokens":200,"ephemeral_5m_input_tokens":100,"new":{}},"cache_creation_input_tokens":300}""", 300, 200)]
    [InlineData("""{"cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200}}""", 300, 200)]
    [InlineData("""{"cache_creation_input_tokens":300,"cache_creation":null}""", 300, 0)]
    [InlineData("""{"cache_creation_input_tokens":300,"cache_creation":{"ephemeral_1h_input_tokens":"x"}}""", 300, 0)]
    [InlineData("""{"cache_creation_input_tokens":0,"cache_creation":{"ephemeral_1h_input_tokens":9223372036854775807,"ephemeral_5m_input_tokens":9223372036854775807}}""", long.MaxValue / 4 * 2, long.MaxValue / 4 * 2)]
    public void CacheWrites_AreToldApartByTheirTime(string usage, long all, long hour)
    {
        MessageUsage read = Read($$$"""{"type":"message_start","message":{"usage":{{{usage}}}}}""").Usage;

        Assert.Equal((all, hour), (read.CacheWrite, read.CacheWrite1h));
    }

    [Fact]
    public void MessageDelta_KeepsTheTimeOfCacheWrites()
    {
        MessageUsage known = Read("""{"message":{"usage":{"cache_creation_input_tokens":300,"cache_creation":{"ephemeral_1h_input_tokens":200}}}}""").Usage;

        Assert.Equal(known with { Output = 9 }, Read("""{"type":"message_delta","usage":{"cache_creation_input_tokens":300,"output_tokens":9}}""", known).Usage);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"9\"")]
    [InlineData("{\"n\":1}")]
    [InlineData("[9]")]
    [InlineData("99999999999999999999")]
    public void CountThatIsNoCount_KeepsWhatWasKnown(string count)
    {
        MessagePayload payload = Read($$"""{"usage":{"input_tokens":{{count}},"output_tokens":2} }""", new MessageUsage(12, 1, 0, 0));

        Assert.Equal(new MessageUsage(12, 2, 0, 0), payload.Usage);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[1,{\"output_tokens\":3}]")]
    public void UsageThatIsNoObject_KeepsWhatWasKnown(string usage)
    {
        MessagePayload payload = Read($$"""{"usage":{{usage}},"type":"message_delta"}""", new MessageUsage(1, 2, 3, 4));

        Assert.Equal(new MessageUsage(1, 2, 3, 4), payload.Usage);
        Assert.Equal("message_delta", payload.Type);
    }

    [Theory]
    [InlineData("\"claude-\\u0078\\\"/ü\"")]
    [InlineData("null")]
    [InlineData("{\"id\":[\"x\"]}")]
    public void ModelOfAnyKind_IsLocatedAsAWhole(string model)
    {
        string json = $$"""{"message":{"text":"ü","model":{{model}},"id":1} }""";

        Assert.Equal(model, ModelIn(json, Read(json)));
    }

    [Fact]
    public void EscapedNames_AreRead()
    {
        const string Json = """{"t\u0079pe":"message","mo\u0064el":"m"}""";
        MessagePayload payload = Read(Json);

        Assert.Equal("message", payload.Type);
        Assert.Equal("\"m\"", ModelIn(Json, payload));
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[1,[2]]")]
    [InlineData("null")]
    [InlineData("{}")]
    public void MessageOfAnyKind_IsPassedOver(string message)
    {
        MessagePayload payload = Read($$"""{"message":{{message}},"type":"error"}""");

        Assert.Equal("error", payload.Type);
        Assert.Equal(-1, payload.ModelStart);
    }

    [Fact]
    public void TypeThatIsNoText_CountsAsAbsent() => Assert.Null(Read("""{"type":{"type":"message"},"id":1}""").Type);

    private static MessagePayload Read(string json, MessageUsage known = default)
    {
        Assert.True(MessagePayloadReader.TryRead(Encoding.UTF8.GetBytes(json), known, out MessagePayload payload));
        return payload;
    }

    private static string ModelIn(string json, MessagePayload payload) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(json), payload.ModelStart, payload.ModelLength);
}
