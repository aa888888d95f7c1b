using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Anthropic;
using Router.Protocol.Anthropic.Collecting;
using Router.Protocol.Tests.Translation;
using Router.Protocol.Tests.Translation.Streams;

namespace Router.Protocol.Tests.Anthropic.Collecting;

public sealed class MessageCollectorTests
{
    private const string Stream = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1,"service_tier":"standard"}}}

        event: ping
        data: {"type":"ping"}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let\u00a0me "}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"see\n"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"Ab+/="}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\ud83d"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\ude00 \"quoted\""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"citations_delta","citation":{"type":"char_location","cited_text":"a"}}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: content_block_start
        data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"Read","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"path\":\"a"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"\\\\b é\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":40}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    [Fact]
    public void Stream_BecomesTheMessage()
    {
        JsonObject message = JsonNode.Parse(Collect(Stream)!)!.AsObject();
        Assert.Equal(
            """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"Let me see\n","signature":"Ab+/="},{"citations":[{"type":"char_location","cited_text":"a"}],"type":"text","text":"😀 \"quoted\""},{"type":"tool_use","id":"toolu_1","name":"Read","input":{"path":"a\\b é"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":40,"service_tier":"standard"}}""",
            message.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal).Replace("\\u00A0", " ", StringComparison.Ordinal));
    }

    /// <summary>The message of a stream and of its replay are one: told again, it grows from the same grammar into the same answer.</summary>
    [Fact]
    public void Replay_OfAnyTranslatedStream_IsTheSameMessage() =>
        Prop.ForAll(StreamOfWhole.Any.ToArbitrary(), one =>
        {
            TranslatedStream streamed = TranslatedStream.Of(one.Stream, new TermsFile { EstimatedInput = 33, MaxTokens = 100 }.ToTerms());
            if (Collect(streamed.Output) is not { } message)
            {
                // A call whose input is cut, which the checker reads as {}: clients must see it as it came, and nobody may get it again.
                Assert.Contains(StreamGrammarChecker.Complete(streamed.Output)["content"]!.AsArray(), block => (string?)block!["type"] == "tool_use" && block["input"]!.AsObject().Count == 0);
                return;
            }

            var replayed = new ArrayBufferWriter<byte>();
            Assert.True(MessageReplay.TryWrite(message, replayed));
            string replay = Encoding.UTF8.GetString(replayed.WrittenSpan);
            Assert.Equal(Text(StreamGrammarChecker.Complete(streamed.Output)), Text(StreamGrammarChecker.Complete(replay)));
            Assert.Equal(Encoding.UTF8.GetString(message), Encoding.UTF8.GetString(Collect(replay)!));
        }).Check(PropertyRuns.Of(500));

    /// <summary>Wherever a stream is cut, it is no message.</summary>
    [Fact]
    public void CutAnywhere_IsNoMessage()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Stream);
        for (int length = 0; length < bytes.Length - 1; length++)
        {
            Assert.False(MessageCollector.TryCollect(bytes.AsSpan(0, length), new ArrayBufferWriter<byte>()), $"Cut at {length}.");
        }
    }

    [Theory]
    [InlineData("\"type\":\"text_delta\",\"text\":\"\\ud83d\"", "\"type\":\"fancy_delta\",\"fancy\":1")]
    [InlineData("\\\\\\\\b é\\\"}", "")]
    [InlineData("event: ping\ndata: {\"type\":\"ping\"}", "event: fancy\ndata: {\"type\":\"fancy\"}")]
    [InlineData("event: ping\ndata: {\"type\":\"ping\"}", "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}")]
    [InlineData("\"index\":2,\"content_block\"", "\"index\":5,\"content_block\"")]
    [InlineData("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n", "")]
    public void WhatIsNotUnderstood_IsNoMessage(string part, string other)
    {
        string stream = Stream.ReplaceLineEndings("\n");
        Assert.Contains(part, stream, StringComparison.Ordinal);
        Assert.Null(Collect(stream.Replace(part, other, StringComparison.Ordinal)));
    }

    private static byte[]? Collect(string stream)
    {
        var output = new ArrayBufferWriter<byte>();
        return MessageCollector.TryCollect(Encoding.UTF8.GetBytes(stream), output) ? output.WrittenSpan.ToArray() : null;
    }

    /// <summary>Members in one order; what message_start said of the output's size is an estimate.</summary>
    private static string Text(JsonObject message) => string.Join(',', message.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}:{member.Value?.ToJsonString()}"));
}
