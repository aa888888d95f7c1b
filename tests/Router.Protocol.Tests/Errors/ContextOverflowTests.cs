using System.Text;
using Router.Protocol.Errors;

namespace Router.Protocol.Tests.Errors;

public sealed class ContextOverflowTests
{
    private const string Unnumbered = "prompt is too long (capability_rejected: prompt_too_long)";

    // Provider, body as sent, the sentence that Claude Code understands.
    public static TheoryData<string, string, string> Rows() => new()
    {
        { "OpenAI", Error("This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 tokens. Please reduce the length of the messages.", "context_length_exceeded"), "prompt is too long: 130001 tokens > 128000 maximum" },
        { "Azure with functions", Error("This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens (8000 in the messages, 1000 in the functions).", "context_length_exceeded"), "prompt is too long: 9000 tokens > 8192 maximum" },
        { "OpenAI newer", Error("Your input exceeds the context window of this model. Please adjust your input and try again.", "context_length_exceeded"), Unnumbered },
        { "OpenAI newer without code", Error("Your input exceeds the context window of this model."), Unnumbered },
        { "DeepSeek prompt", Error("This model's maximum context length is 131072 tokens. However, you requested 140000 tokens (132000 in the messages, 8000 in the completion). Please reduce."), "prompt is too long: 132000 tokens > 131072 maximum" },
        { "DeepSeek prompt at the limit", Error("This model's maximum context length is 131072 tokens. However, you requested 139072 tokens (131072 in the messages, 8000 in the completion)."), "prompt is too long: 131073 tokens > 131072 maximum" },
        { "DeepSeek output", Error("This model's maximum context length is 131072 tokens. However, you requested 138000 tokens (130000 in the messages, 8000 in the completion)."), "input length and `max_tokens` exceed context limit: 130000 + 8000 > 131072" },
        { "OpenRouter prompt", Error("This endpoint's maximum context length is 200000 tokens. However, you requested about 210000 tokens (205000 of text input, 5000 in the output). Please reduce."), "prompt is too long: 205000 tokens > 200000 maximum" },
        { "OpenRouter output", Error("This endpoint's maximum context length is 200000 tokens. However, you requested about 210000 tokens (150000 of text input, 10000 of tool input, 50000 in the output)."), "input length and `max_tokens` exceed context limit: 150000 + 50000 > 200000" },
        { "OpenRouter nested", """{"error":{"code":400,"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"message\":\"The input token count (1300000) exceeds the maximum number of tokens allowed (1048576).\"}}"}}}""", "prompt is too long: 1300000 tokens > 1048576 maximum" },
        { "vLLM", """{"object":"error","message":"The decoder prompt (length 40000) is longer than the maximum model length of 32768. Make sure","type":"BadRequestError","code":400}""", "prompt is too long: 40000 tokens > 32768 maximum" },
        { "vLLM legacy", """{"object":"error","message":"Input prompt (40000 tokens) is too long and exceeds limit of 32768","type":"x","code":400}""", "prompt is too long: 40000 tokens > 32768 maximum" },
        { "vLLM output", Error("'max_tokens' or 'max_completion_tokens' is too large: 32000. This model's maximum context length is 32768 tokens and your request has 5000 input tokens (32000 > 32768 - 5000)."), "input length and `max_tokens` exceed context limit: 5000 + 32000 > 32768" },
        { "llama.cpp", """{"error":{"code":400,"message":"request (9000 tokens) exceeds the available context size (8192 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":8192}}""", "prompt is too long: 9000 tokens > 8192 maximum" },
        { "llama.cpp without numbers", """{"error":{"code":400,"message":"the request exceeds the available context size. try increasing it","type":"exceed_context_size_error"}}""", Unnumbered },
        { "llama.cpp by its type", """{"error":{"code":400,"message":"too big","type":"exceed_context_size_error"}}""", Unnumbered },
        { "Mistral", """{"object":"error","message":"Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_error"}""", "prompt is too long: 40000 tokens > 32768 maximum" },
        { "Kimi", Error("Invalid request: Your request exceeded model token limit: 262144"), "prompt is too long: 262145 tokens > 262144 maximum" },
        { "GLM", Error("Prompt exceeds max length", "1261"), Unnumbered },
        { "GLM in Chinese", Error("输入长度超过模型上限", "1261"), Unnumbered },
        { "GLM without its code", Error("Prompt exceeds max length"), Unnumbered },
        { "Qwen", Error("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]", "invalid_parameter_error"), "prompt is too long: 30721 tokens > 30720 maximum" },
        { "Gemini", """[{"error":{"code":400,"message":"The input token count (1300000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]""", "prompt is too long: 1300000 tokens > 1048576 maximum" },
        { "xAI", """{"code":"Client specified an invalid argument","error":"This model's maximum prompt length is 131072 but the request contains 537812 tokens."}""", "prompt is too long: 537812 tokens > 131072 maximum" },
        { "TGI", """{"error":"Input validation error: inputs must have less than 1024 tokens. Given: 2048","error_type":"validation"}""", "prompt is too long: 2048 tokens > 1024 maximum" },
        { "TGI with code marks", """{"error":"Input validation error: `inputs` must have less than 1024 tokens. Given: 2048","error_type":"validation"}""", "prompt is too long: 2048 tokens > 1024 maximum" },
        { "LM Studio", """{"error":"The number of tokens to keep from the initial prompt is greater than the context length. Try to load the model"}""", Unnumbered },
        { "Bedrock", """{"message":"Input is too long for requested model."}""", Unnumbered },
        { "Anthropic", """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 213462 tokens > 200000 maximum"}}""", "prompt is too long: 213462 tokens > 200000 maximum" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Overflow_IsSaidInClaudeCodesWords(string provider, string body, string expected)
    {
        string? sentence = ContextOverflow.Translate(ProviderErrorReader.Read(Encoding.UTF8.GetBytes(body)));

        Assert.True(string.Equals(expected, sentence, StringComparison.Ordinal), $"{provider}: {sentence}");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Wording_IsKnownInEitherCase(string provider, string body, string expected)
    {
        ProviderError error = ProviderErrorReader.Read(Encoding.UTF8.GetBytes(body));
        string? sentence = ContextOverflow.Translate(error with { Message = error.Message.ToUpperInvariant() });

        Assert.True(string.Equals(expected, sentence, StringComparison.OrdinalIgnoreCase), $"{provider}: {sentence}");
    }

    [Theory]
    [InlineData("Overloaded")]
    [InlineData("max_tokens must be at most 8192")]
    [InlineData("Rate limit reached: 1000 tokens per minute")]
    [InlineData("messages.0.content: text is too long")]
    [InlineData("")]
    public void OtherErrors_AreNotTranslated(string message) => Assert.Null(ContextOverflow.Translate(new ProviderError(false, "invalid_request_error", "400", message)));

    [Fact]
    public void NumberBeyondReading_IsLeftOut() =>
        Assert.Equal(
            Unnumbered,
            ContextOverflow.Translate(new ProviderError(false, null, null, "Your request exceeded model token limit: 99999999999999999999")));

    private static string Error(string message, string? code = null) =>
        $$"""{"error":{"message":"{{message}}","type":"invalid_request_error","param":"messages","code":{{(code is null ? "null" : $"\"{code}\"")}} } }""";
}
