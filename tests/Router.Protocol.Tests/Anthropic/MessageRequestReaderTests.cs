using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class MessageRequestReaderTests
{
    private const string ClaudeCode = """
        {"model":"claude-sonnet-4-6","max_tokens":32000,"stream":true,
         "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli;"},
                   {"type":"text","text":"You are Claude Code.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
         "messages":[{"role":"user","content":[{"type":"text","text":"<system-reminder>"},{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]},
                     {"role":"system","content":"mid-conversation"},
                     {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"sig"},{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"model":"no","stream":7}}]},
                     {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}]}]}],
         "tools":[{"name":"Bash","description":"d","input_schema":{"type":"object","properties":{"model":{"type":"string"}}}}],
         "metadata":{"user_id":"{\"device_id\":\"ab\",\"account_uuid\":\"\"}"},
         "thinking":{"type":"adaptive"},"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
         "output_config":{"effort":"high"},"temperature":1,"tomorrow":{"new":["field",null,true]}}
        """;

    [Fact]
    public void RequestOfClaudeCode_IsTaken()
    {
        MessageRequest request = Read(ClaudeCode);

        Assert.Equal("claude-sonnet-4-6", request.Model);
        Assert.Equal("\"claude-sonnet-4-6\"", ClaudeCode.Substring(request.ModelStart, request.ModelLength));
        Assert.True(request.Stream);
        Assert.Equal(32000, request.MaxTokens);
    }

    [Fact]
    public void SmallestRequest_IsTakenAndDoesNotStream()
    {
        MessageRequest request = Read("""{"messages":[{"content":"","role":"user"}],"max_tokens":0,"model":"m"}""");

        Assert.Equal(0, request.MaxTokens);
        Assert.False(request.Stream);
    }

    [Theory]
    [InlineData("""{"model":"a\"b\\c\/d","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", "a\"b\\c/d", "\"a\\\"b\\\\c\\/d\"")]
    [InlineData("""{"model":"claude-\u0078","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", "claude-x", "\"claude-\\u0078\"")]
    [InlineData("""{"mod\u0065l" : "qwen3:30b/ü" ,"max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", "qwen3:30b/ü", "\"qwen3:30b/ü\"")]
    public void ModelName_IsUnescapedAndLocated(string body, string model, string raw)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        MessageRequest request = Read(body);

        Assert.Equal(model, request.Model);
        Assert.Equal(raw, Encoding.UTF8.GetString(bytes, request.ModelStart, request.ModelLength));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void Stream_MayBeTrueFalseOrNull(string value, bool expected) =>
        Assert.Equal(expected, Read($$"""{"model":"m","max_tokens":1,"stream":{{value}},"messages":[{"role":"user","content":"x"}]}""").Stream);

    [Theory]
    [InlineData("system")]
    [InlineData("tools")]
    [InlineData("tool_choice")]
    [InlineData("metadata")]
    [InlineData("thinking")]
    [InlineData("output_config")]
    [InlineData("context_management")]
    [InlineData("stop_sequences")]
    [InlineData("temperature")]
    [InlineData("top_p")]
    [InlineData("top_k")]
    public void OptionalFieldThatIsNull_CountsAsAbsent(string field) =>
        Assert.Equal("m", Read($$"""{"{{field}}":null,"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""").Model);

    [Theory]
    [InlineData("\"text with half a pair \\ud83d\"")]
    [InlineData("[{\"type\":\"text\",\"text\":\"\\ud83d\"}]")]
    [InlineData("[{\"type\":\"hologram\",\"x\":1}]")]
    [InlineData("[]")]
    public void ContentOfAnyKnownShape_IsTaken(string content) =>
        Assert.Equal("m", Read($$"""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":{{content}},"extra":1}]}""").Model);

    [Fact]
    public void Nesting_IsTakenTo512()
    {
        string deep = new string('[', 511) + new string(']', 511);
        Assert.Equal("m", Read($$"""{"x":{{deep}},"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""").Model);
    }

    private static MessageRequest Read(string body)
    {
        Assert.True(MessageRequestReader.TryRead(Encoding.UTF8.GetBytes(body), out MessageRequest? request, out RequestProblem? problem), problem?.Message);
        Assert.Null(problem);
        return request!;
    }
}
