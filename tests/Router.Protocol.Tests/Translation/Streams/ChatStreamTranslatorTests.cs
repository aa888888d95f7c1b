using System.Buffers;
using System.Text;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Streams;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>What the relay decides by: when content begins, when the end is held, when a failure is told.</summary>
public sealed class ChatStreamTranslatorTests
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ChatStreamTranslator _translator = new(new TermsFile { EstimatedInput = 55 }.ToTerms(), new DegradationNotes());

    [Fact]
    public void MessageStart_ComesFirstAndIsNoContent()
    {
        string written = Take("""{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}""");

        Assert.StartsWith("event: message_start\n", written, StringComparison.Ordinal);
        Assert.Contains("\"input_tokens\":55", written, StringComparison.Ordinal);
        Assert.False(_translator.HasContent);
    }

    [Fact]
    public void EachChunk_IsWrittenAtOnce()
    {
        Assert.Contains("\"text\":\"Hel\"", Take("""{"choices":[{"index":0,"delta":{"content":"Hel"}}]}"""), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"lo\"", Take("""{"choices":[{"index":0,"delta":{"content":"lo"}}]}"""), StringComparison.Ordinal);
        Assert.True(_translator.HasContent);
    }

    [Fact]
    public void Arguments_AreWrittenAtOnceThoughTheyDoNotParse()
    {
        Take("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"Write","arguments":""}}]}}]}""");

        string written = Take("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"text\":\"no end"}}]}}]}""");

        Assert.Contains("""{\"text\":\"no end""", written, StringComparison.Ordinal);
    }

    [Fact]
    public void End_IsHeldUntilUsageOrDone()
    {
        string atFinish = Take("""{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":1}}""");
        Assert.EndsWith("{\"type\":\"content_block_stop\",\"index\":0}\n\n", atFinish, StringComparison.Ordinal);
        Assert.False(_translator.HasDelta);
        Assert.False(_translator.HasEnded);

        string atDone = Take("[DONE]");
        Assert.StartsWith("event: message_delta\n", atDone, StringComparison.Ordinal);
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", atDone, StringComparison.Ordinal);
        Assert.True(_translator is { HasDelta: true, HasEnded: true });
    }

    [Fact]
    public void Done_EndsAnAnswerWithoutFinishReason()
    {
        Take("""{"choices":[{"index":0,"delta":{"content":"Hi"}}]}""");
        Assert.False(_translator.HasFinished);

        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", Take("[DONE]"), StringComparison.Ordinal);
        Assert.True(_translator is { HasFinished: true, HasEnded: true });
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant"}}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"Bash","arguments":"{\"a\":"}}]}}]}""")]
    public void Done_BehindHalfAnAnswer_FailsAtOnce(string half)
    {
        Take(half);
        Take("[DONE]");

        Assert.True(_translator.HasEnded);
        Assert.Equal(AnswerFailureKind.Truncated, _translator.Failure?.Kind);
    }

    [Fact]
    public void ErrorBehindTheFinishReason_EndsTheMessageAtOnce()
    {
        Take("""{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}""");

        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", Take("""{"error":{"message":"boom"}}"""), StringComparison.Ordinal);
        Assert.Null(_translator.Failure);
    }

    [Fact]
    public void EmptyAnswer_CountsAsContentWhenItHasEnded()
    {
        Take("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        Assert.False(_translator.HasContent);

        Take("[DONE]");
        Assert.True(_translator.HasContent);
    }

    [Fact]
    public void Failure_WritesNothingAndEndsEverything()
    {
        Take("""{"choices":[{"index":0,"delta":{"content":"Hi"}}]}""");

        Assert.Equal("", Take("""{"error":{"message":"boom","code":503}}"""));
        Assert.Equal("", Take("""{"choices":[{"index":0,"delta":{"content":"more"}}]}"""));
        _output.ResetWrittenCount();
        _translator.End(_output);

        Assert.Equal(0, _output.WrittenCount);
        Assert.True(_translator is { HasEnded: true, HasContent: true, HasDelta: false });
        Assert.Equal((AnswerFailureKind.Error, 529), (_translator.Failure!.Kind, _translator.Failure.Status));
        Assert.Equal("""{"error":{"message":"boom","code":503}}""", Encoding.UTF8.GetString(_translator.Failure.Body));
    }

    [Fact]
    public void FramesBehindTheEnd_AreIgnored()
    {
        Take("""{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}""");
        Take("[DONE]");

        Assert.Equal("", Take("""{"choices":[{"index":0,"delta":{"content":"more"}}]}"""));
        Assert.Equal("", Take("[DONE]"));
        Assert.Null(_translator.Failure);
    }

    [Fact]
    public void Usage_IsAnEstimateUntilTheProviderReports()
    {
        Take("""{"choices":[{"index":0,"delta":{"content":"12345678"}}]}""");
        Assert.Equal(new MessageUsage(55, 2, 0, 0), _translator.Usage);

        Take("""{"choices":[],"usage":{"prompt_tokens":30,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":10}}}""");
        Assert.Equal(new MessageUsage(20, 4, 10, 0), _translator.Usage);
    }

    private string Take(string data)
    {
        _output.ResetWrittenCount();
        _translator.Take(default, Encoding.UTF8.GetBytes(data), _output);
        return Encoding.UTF8.GetString(_output.WrittenSpan);
    }
}
