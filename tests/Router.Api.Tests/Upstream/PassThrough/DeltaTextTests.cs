using System.Text;
using FakeUpstream;
using Router.Api.Upstream.PassThrough;
using Xunit;

namespace Router.Api.Tests.Upstream.PassThrough;

public sealed class DeltaTextTests
{
    [Theory]
    [InlineData("""{"type":"text_delta","text":"Hello"}""", 5)]
    [InlineData("""{"type":"text_delta","text":""}""", 0)]
    [InlineData("""{"type":"text_delta","text":"héllo 中"}""", 7)]
    [InlineData("""{"type":"text_delta","text":"a \"_delta\",\"text\":\"} b"}""", 27)]
    [InlineData("""{"type":"thinking_delta","thinking":"hm","estimated_tokens":3}""", 2)]
    [InlineData("""{"type":"thinking_delta","thinking":"hmm"}""", 3)]
    [InlineData("""{"type":"input_json_delta","partial_json":"{\"a\":1}"}""", 9)]
    [InlineData("""{"type":"signature_delta","signature":"abcdef"}""", 0)]
    [InlineData("""{"text":"Hello","type":"text_delta"}""", 0)]
    public void Text_IsCounted_AndNeverTooMuch(string delta, int characters) => Assert.Equal(
        characters, DeltaText.Length(Encoding.UTF8.GetBytes(Samples.Event("content_block_delta", $$"""{"type":"content_block_delta","index":0,"delta":{{delta}}}"""))));
}
