using System.Text;
using System.Text.Json;
using Router.Protocol.Counting;

namespace Router.Protocol.Tests.Counting;

public sealed class TokenEstimatorTests
{
    private const string Long = "a sentence of a few plain words that is long enough to be seen in a sum of tokens, and then some more";

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("12")]
    [InlineData("{")]
    [InlineData("{\"messages\":")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"a")]
    [InlineData("{\"messages\":7,\"system\":false,\"tools\":{}}")]
    [InlineData("{\"messages\":[7,null,\"text\",[[]]],\"tools\":[7,null,[]]}")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":7},{\"source\":{}},{\"source\":null}]}]}")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"half \\ud83d and \\udc00\"}]}")]
    [InlineData("{\"mess\\ud800ages\":[],\"\\u006dessages\":[]}")]
    [InlineData("\u0001\u0002")]
    public void OddBody_IsAtLeastOneToken(string body) => Assert.InRange(TokenEstimator.Estimate(Encoding.UTF8.GetBytes(body)), 1, 10_000);

    [Fact]
    public void BytesThatAreNoText_DoNotThrow()
    {
        byte[] noise = new byte[5_000];
        new Random(1).NextBytes(noise);

        Assert.InRange(TokenEstimator.Estimate(noise), 1, 20_000);
        Assert.InRange(TokenEstimator.Estimate([.. "{\"messages\":[{\"content\":\""u8, 0xFF, 0x80, 0xC3, .. "\"}]}"u8]), 1, 100);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(100_000)]
    public void DeepNesting_DoesNotThrow(int depth)
    {
        string body = $$"""{"messages":[{"role":"user","content":{{string.Concat(Enumerable.Repeat("[", depth))}}{{string.Concat(Enumerable.Repeat("]", depth))}}}]}""";
        string blocks = $$"""{"messages":{{string.Concat(Enumerable.Repeat("{\"content\":", depth))}}1{{new string('}', depth)}}}""";

        Assert.InRange(TokenEstimator.Estimate(Encoding.UTF8.GetBytes(body)), 1, 100_000);
        Assert.InRange(TokenEstimator.Estimate(Encoding.UTF8.GetBytes(blocks)), 1, 1_000_000);
    }

    [Fact]
    public void SmallestRequest_IsNearWhatAnthropicCounts() =>
        // The example of Anthropic's page on token counting: 14.
        Assert.InRange(Estimate("""{"model":"m","system":"You are a scientist","messages":[{"role":"user","content":"Hello, Claude"}]}"""), 12, 17);

    [Fact]
    public void RequestWithATool_IsBetweenTheTemplatesOfProviders() =>
        // The same page's example with one tool: 403 at Anthropic; OpenAI-style templates need about 80.
        Assert.InRange(
            Estimate("""{"model":"m","tools":[{"name":"get_weather","description":"Get the current weather in a given location","input_schema":{"type":"object","properties":{"location":{"type":"string","description":"The city and state, e.g. San Francisco, CA"}},"required":["location"]}}],"messages":[{"role":"user","content":"What's the weather like in San Francisco?"}]}"""),
            100,
            300);

    [Theory]
    [InlineData("""{"type":"text","text":"LONG"}""")]
    [InlineData("""{"text":"LONG","type":"text"}""")]
    [InlineData("""{"type":"thinking","thinking":"LONG","signature":"x"}""")]
    [InlineData("""{"type":"tool_use","id":"i","name":"n","input":{"command":"LONG"}}""")]
    [InlineData("""{"type":"tool_result","tool_use_id":"i","content":"LONG"}""")]
    [InlineData("""{"type":"tool_result","tool_use_id":"i","content":[{"type":"text","text":"LONG"}]}""")]
    [InlineData("""{"type":"document","title":"LONG","source":{"type":"text","media_type":"text/plain","data":""}}""")]
    [InlineData("""{"type":"document","source":{"type":"text","media_type":"text/plain","data":"LONG"}}""")]
    [InlineData("""{"type":"document","source":{"type":"content","content":[{"type":"text","text":"LONG"}]}}""")]
    [InlineData("""{"type":"search_result","source":"LONG","title":"t","content":[]}""")]
    [InlineData("""{"type":"something_new","body":{"text":"LONG"}}""")]
    public void EveryBlock_CountsItsText(string block)
    {
        long with = Estimate(Message(block.Replace("LONG", Long, StringComparison.Ordinal))), without = Estimate(Message(block.Replace("LONG", "", StringComparison.Ordinal)));

        Assert.InRange(with - without, 20, 30);
    }

    [Theory]
    [InlineData("""{"type":"text","text":"a","cache_control":{"type":"LONG"}}""")]
    [InlineData("""{"type":"thinking","thinking":"a","signature":"LONG"}""")]
    [InlineData("""{"type":"redacted_thinking","data":"LONG"}""")]
    [InlineData("""{"type":"tool_use","id":"LONG","name":"n","input":{}}""")]
    public void IdentifiersAndOpaqueState_DoNotCount(string block) =>
        Assert.Equal(Estimate(Message(block.Replace("LONG", "", StringComparison.Ordinal))), Estimate(Message(block.Replace("LONG", Long, StringComparison.Ordinal))));

    [Fact]
    public void Metadata_DoesNotCount() =>
        Assert.Equal(Estimate("""{"messages":[]}"""), Estimate($$"""{"model":"{{Long}}","metadata":{"user_id":"{{Long}}"},"stop_sequences":["{{Long}}"],"messages":[]}"""));

    [Fact]
    public void Base64_IsNeverCountedAsText()
    {
        string picture = Picture.Png(300, 250) + new string('A', 400_000);
        string image = $$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{picture}}"} }""";

        Assert.Equal(100, Estimate(Message(image)) - Estimate(Message("{}")));
        Assert.Equal(100, Estimate(Message($$"""{"type":"tool_result","content":[{{image}}]}""")) - Estimate(Message("{}")));
    }

    [Theory]
    [InlineData("""{"type":"image","source":{"type":"url","url":"https://x.example/a.png"}}""", 1_600)]
    [InlineData("""{"source":{"type":"file","file_id":"f"},"type":"document"}""", 4_000)]
    [InlineData("""{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0x"}}""", 2_000)]
    [InlineData("""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO\/Rw0K"}}""", 1_600)]
    public void Media_CountWithoutTheirBytes(string block, long tokens) => Assert.Equal(tokens, Estimate(Message(block)) - Estimate(Message("{}")));

    [Fact]
    public void Estimate_AllocatesNothing()
    {
        byte[] body = Encoding.UTF8.GetBytes(Message($$"""{"type":"text","text":{{JsonSerializer.Serialize(Long)}}}"""));
        TokenEstimator.Estimate(body);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TokenEstimator.Estimate(body);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Message(string block) => $$"""{"messages":[{"role":"user","content":[{{block}}]}]}""";

    private static long Estimate(string body) => TokenEstimator.Estimate(Encoding.UTF8.GetBytes(body));
}
