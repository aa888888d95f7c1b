using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class MessageReplayTests
{
    [Fact]
    public void Text_IsToldAsAnthropicTellsIt()
    {
        string events = Replay("""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi \"you\"\n"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":15}}""");

        Assert.Equal(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi \"you\"\n"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":25,"output_tokens":15}}

            event: message_stop
            data: {"type":"message_stop"}


            """.ReplaceLineEndings("\n"),
            events);
    }

    [Theory]
    [InlineData("""{"type":"thinking","thinking":"hm \u0041","signature":"c2ln"}""", """{"type":"thinking","thinking":"","signature":""}""", """{"type":"thinking_delta","thinking":"hm \u0041"}""", """{"type":"signature_delta","signature":"c2ln"}""")]
    [InlineData("""{"signature":"c2ln","thinking":"","type":"thinking"}""", """{"signature":"","thinking":"","type":"thinking"}""", """{"type":"signature_delta","signature":"c2ln"}""")]
    [InlineData("""{"type":"thinking","thinking":"a"}""", """{"type":"thinking","thinking":""}""", """{"type":"thinking_delta","thinking":"a"}""", """{"type":"signature_delta","signature":""}""")]
    [InlineData("""{"type":"tool_use","id":"t","name":"n","input":{"a":{"b":["\"\\",1.50]}},"caller":{"type":"direct"}}""", """{"type":"tool_use","id":"t","name":"n","input":{},"caller":{"type":"direct"}}""", """{"type":"input_json_delta","partial_json":"{\"a\":{\"b\":[\"\\\"\\\\\",1.50]}}"}""")]
    [InlineData("""{"type":"server_tool_use","id":"t","name":"n","input":{}}""", """{"type":"server_tool_use","id":"t","name":"n","input":{}}""", """{"type":"input_json_delta","partial_json":"{}"}""")]
    [InlineData("""{"type":"text","text":"a","citations":[{"cited_text":"[b]"},{"cited_text":"c"}]}""", """{"type":"text","text":"","citations":[]}""", """{"type":"text_delta","text":"a"}""", """{"type":"citations_delta","citation":{"cited_text":"[b]"}}""", """{"type":"citations_delta","citation":{"cited_text":"c"}}""")]
    [InlineData("""{"citations":null,"text":"a","type":"text"}""", """{"citations":null,"text":"","type":"text"}""", """{"type":"text_delta","text":"a"}""")]
    [InlineData("""{"type":"text","text":""}""", """{"type":"text","text":""}""")]
    [InlineData("""{"type":"text","text":7}""", """{"type":"text","text":7}""")]
    [InlineData("""{"type":"tool_use","input":"x"}""", """{"type":"tool_use","input":"x"}""")]
    [InlineData("""{"type":"redacted_thinking","data":"xyz"}""", """{"type":"redacted_thinking","data":"xyz"}""")]
    [InlineData("""{"type":"web_search_tool_result","tool_use_id":"t","content":[{"text":"a"}]}""", """{"type":"web_search_tool_result","tool_use_id":"t","content":[{"text":"a"}]}""")]
    [InlineData("""{"type":"mcp_tool_use","input":{"a":1}}""", """{"type":"mcp_tool_use","input":{"a":1}}""")]
    [InlineData("""{"type":"brand_new","text":"a","input":{"a":1}}""", """{"type":"brand_new","text":"a","input":{"a":1}}""")]
    [InlineData("{}", "{}")]
    public void Block_IsToldByItsKind(string block, string start, params string[] deltas)
    {
        string events = Replay($$"""{"content":[{"type":"redacted_thinking","data":""},{{block}}]}""");

        string expected = Event("content_block_start", $"\"index\":1,\"content_block\":{start}")
            + string.Concat(deltas.Select(delta => Event("content_block_delta", $"\"index\":1,\"delta\":{delta}")))
            + Event("content_block_stop", "\"index\":1");
        Assert.Contains(Event("content_block_stop", "\"index\":0") + expected + "event: message_delta", events, StringComparison.Ordinal);
    }

    [Fact]
    public void EndOfTheMessage_StandsInMessageDelta_AndNotInMessageStart()
    {
        string events = Replay("""
            {"context_management":{"applied_edits":[]},"usage":{"output_tokens":0,"server_tool_use":{"output_tokens":9}},"stop_details":{"type":"refusal"},
             "container":{"id":"c"},"stop_sequence":"END","stop_reason":"refusal","extra":[1],"content":[]}
            """);

        Assert.Equal(
            """{"context_management":null,"usage":{"output_tokens":0,"server_tool_use":{"output_tokens":9}},"stop_details":null,"container":null,"stop_sequence":null,"stop_reason":null,"extra":[1],"content":[]}""",
            Data(events, "message_start")["message"]!.ToJsonString());
        Assert.Equal(
            """{"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":"END","stop_details":{"type":"refusal"},"container":{"id":"c"}},"context_management":{"applied_edits":[]},"usage":{"output_tokens":0,"server_tool_use":{"output_tokens":9}}}""",
            Data(events, "message_delta").ToJsonString());
    }

    [Theory]
    [InlineData("", """{"input_tokens":0,"output_tokens":0}""", """{"output_tokens":0}""")]
    [InlineData(""" "usage":null, """, """{"input_tokens":0,"output_tokens":0}""", """{"output_tokens":0}""")]
    [InlineData(""" "usage":{}, """, """{"output_tokens":0}""", """{"output_tokens":0}""")]
    [InlineData(""" "usage":{"input_tokens":5}, """, """{"output_tokens":0,"input_tokens":5}""", """{"output_tokens":0,"input_tokens":5}""")]
    [InlineData(""" "usage":{"output_tokens":null}, """, """{"output_tokens":0}""", """{"output_tokens":0}""")]
    [InlineData(""" "usage":{"output_tokens":10,"x":1}, """, """{"output_tokens":1,"x":1}""", """{"output_tokens":10,"x":1}""")]
    [InlineData(""" "usage":{"output_tokens":1,"x":{"output_tokens":7}}, """, """{"output_tokens":1,"x":{"output_tokens":7}}""", """{"output_tokens":1,"x":{"output_tokens":7}}""")]
    public void Usage_AlwaysTellsTheOutput(string usage, string start, string end)
    {
        string events = Replay($$"""{ {{usage}} "content":[] }""");

        JsonObject message = Data(events, "message_start")["message"]!.AsObject();
        Assert.Equal(start, message["usage"]!.ToJsonString());
        Assert.True(message.ContainsKey("stop_reason") && message.ContainsKey("stop_sequence"));
        Assert.Null(message["stop_reason"]);
        Assert.Equal(end, Data(events, "message_delta")["usage"]!.ToJsonString());
    }

    [Fact]
    public void LineBreaks_NeverStandInData()
    {
        string events = Replay("{\r\n  \"content\": [\n {\r \"type\": \"tool_use\",\n \"input\": {\n\t\"a\": \"\\n\"\r\n } } ],\n \"usage\":\n{\"output_tokens\":\n3}\n}\n");

        Assert.DoesNotContain('\r', events);
        Assert.All(events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries), frame => Assert.Equal(2, frame.Split('\n').Length));
        JsonNode delta = JsonNode.Parse(events.Split("data: ")[3].Split('\n')[0])!;
        Assert.Equal("\n", (string?)JsonNode.Parse((string)delta["delta"]!["partial_json"]!)!["a"]);
    }

    [Fact]
    public void Model_IsReplacedOnlyAtTheTop()
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(MessageReplay.TryWrite("""{"model":"up","content":[{"type":"brand_new","model":"up"}]}"""u8, output, "\"asked\""u8.ToArray()));

        string events = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Equal("asked", (string?)Data(events, "message_start")["message"]!["model"]);
        Assert.Contains("""{"type":"brand_new","model":"up"}""", events, StringComparison.Ordinal);
    }

    [Fact]
    public void HalfASurrogatePair_AndBytesThatAreNotUtf8_StayWhatTheyAre()
    {
        byte[] message = Encoding.Latin1.GetBytes("""{"content":[{"type":"text","text":"cut \ud83d Ü"},{"type":"tool_use","input":{"Ü\ud83d":"Ü"}}]}""");
        var output = new ArrayBufferWriter<byte>();

        Assert.True(MessageReplay.TryWrite(message, output));

        string events = Encoding.Latin1.GetString(output.WrittenSpan);
        Assert.Contains("\"text\":\"cut \\ud83d Ü\"}", events, StringComparison.Ordinal);
        Assert.Contains("\"partial_json\":\"{\\\"Ü\\\\ud83d\\\":\\\"Ü\\\"}\"", events, StringComparison.Ordinal);
    }

    [Fact]
    public void LongInput_IsQuotedWhole()
    {
        string input = $$"""{"a":"{{string.Concat(Enumerable.Repeat("\\\"ü", 5000))}}"}""";
        string events = Replay($$"""{"content":[{"type":"tool_use","input":{{input}}}]}""");

        Assert.Equal(input, (string?)JsonNode.Parse(events.Split("data: ")[3].Split('\n')[0])!["delta"]!["partial_json"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"content":null}""")]
    [InlineData("""{"content":"text"}""")]
    [InlineData("""{"content":[1]}""")]
    [InlineData("""{"content":[{},[]]}""")]
    [InlineData("""{"content":[]} x""")]
    [InlineData("""{"content":[]}{}""")]
    [InlineData("""{"content":[{"type":"text","text":"a"}""")]
    public void WhatIsNoMessage_WritesNothing(string bytes)
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.False(MessageReplay.TryWrite(Encoding.UTF8.GetBytes(bytes), output));
        Assert.Equal(0, output.WrittenCount);
    }

    private static string Replay(string message)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(MessageReplay.TryWrite(Encoding.UTF8.GetBytes(message), output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Event(string name, string members) => $"event: {name}\ndata: {{\"type\":\"{name}\",{members}}}\n\n";

    private static JsonObject Data(string events, string name) =>
        JsonNode.Parse(events.Split($"event: {name}\ndata: ")[1].Split('\n')[0])!.AsObject();
}
