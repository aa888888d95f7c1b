using System.Text;
using Router.Protocol.Errors;

namespace Router.Protocol.Tests.Errors;

public sealed class ProviderErrorReaderTests
{
    // One row for each shape that real providers write, in the order of the wire notes.
    [Theory]
    [InlineData("OpenAI", """{"error":{"message":"m","type":"invalid_request_error","param":null,"code":"context_length_exceeded"}}""", "invalid_request_error", "context_length_exceeded", "m")]
    [InlineData("DeepSeek without code", """{"error":{"message":"m","type":"t"}}""", "t", null, "m")]
    [InlineData("Groq with null code", """{"error":{"message":"m","type":"t","code":null,"param":null}}""", "t", null, "m")]
    [InlineData("Azure API management", """{ "statusCode": 401, "message": "Access denied" }""", null, null, "Access denied")]
    [InlineData("Azure content filter", """{"error":{"message":"m","type":null,"code":"content_filter","innererror":{"message":"inner"}}}""", null, "content_filter", "m")]
    [InlineData("OpenRouter", """{"error":{"code":402,"message":"m"},"user_id":"u"}""", null, "402", "m")]
    [InlineData("OpenRouter with nested JSON", """{"error":{"code":400,"message":"Provider returned error","metadata":{"provider_name":"P","raw":"{\"error\":{\"message\":\"inner\",\"type\":\"t\"}}"}}}""", null, "400", "inner")]
    [InlineData("OpenRouter with nested text", """{"error":{"code":502,"message":"Provider returned error","metadata":{"raw":"upstream is down"}}}""", null, "502", "upstream is down")]
    [InlineData("OpenRouter with an empty nest", """{"error":{"code":502,"message":"m","metadata":{"raw":""}}}""", null, "502", "m")]
    [InlineData("OpenRouter with nested HTML", """{"error":{"code":502,"message":"m","metadata":{"raw":"<html></html>"}}}""", null, "502", "m")]
    [InlineData("OpenRouter moderation", """{"error":{"code":403,"message":"m","metadata":{"reasons":["x"],"flagged_input":"y"}}}""", null, "403", "m")]
    [InlineData("Gemini array", """[{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT","details":[{"retryDelay":"34s"}]}}]""", null, "400", "m")]
    [InlineData("Gemini object", """{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}}""", null, "429", "m")]
    [InlineData("vLLM old", """{"object":"error","message":"m","type":"BadRequestError","param":null,"code":400}""", "BadRequestError", "400", "m")]
    [InlineData("vLLM new", """{"error":{"message":"m","type":"BadRequestError","param":null,"code":400}}""", "BadRequestError", "400", "m")]
    [InlineData("Mistral", """{"object":"error","message":"m","type":"invalid_request","code":null}""", "invalid_request", null, "m")]
    [InlineData("FastAPI list", """{"detail":[{"type":"missing","loc":["body"],"msg":"Field required"}]}""", null, null, "Field required")]
    [InlineData("FastAPI text", """{"detail":"Not Found"}""", null, null, "Not Found")]
    [InlineData("GLM", """{"error":{"code":"1261","message":"m"}}""", null, "1261", "m")]
    [InlineData("Qwen", """{"error":{"code":"c","message":"m","type":"t"},"request_id":"r"}""", "t", "c", "m")]
    [InlineData("xAI", """{"code":"Client specified an invalid argument","error":"m"}""", null, "Client specified an invalid argument", "m")]
    [InlineData("TGI", """{"error":"m","error_type":"validation"}""", "validation", null, "m")]
    [InlineData("llama.cpp", """{"error":{"code":400,"message":"m","type":"exceed_context_size_error","n_prompt_tokens":9,"n_ctx":8}}""", "exceed_context_size_error", "400", "m")]
    [InlineData("Ollama", """{"error":"m"}""", null, null, "m")]
    public void Body_OfEachProvider_IsRead(string provider, string body, string? type, string? code, string message)
    {
        ProviderError error = Read(body);

        Assert.True(new ProviderError(false, type, code, message) == error, $"{provider}: {error}");
    }

    [Fact]
    public void AnthropicsEnvelope_IsRecognised() =>
        Assert.Equal(
            new ProviderError(true, "overloaded_error", null, "Overloaded"),
            Read("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}"""));

    [Theory]
    [InlineData("""{"error":{"type":"t","message":"m"}}""")]
    [InlineData("""{"type":"Error","error":{"type":"t","message":"m"}}""")]
    [InlineData("""{"type":"error","error":{"message":"m"}}""")]
    [InlineData("""{"type":"error","error":{"type":"t"},"message":"m"}""")]
    [InlineData("""{"type":"error","error":"m"}""")]
    [InlineData("""[{"type":"error","error":{"type":"t","message":"m"}}]""")]
    public void AnythingShortOfAnthropicsEnvelope_IsNotOne(string body)
    {
        ProviderError error = Read(body);

        Assert.False(error.IsEnvelope);
        Assert.Equal("m", error.Message);
    }

    [Theory]
    [InlineData("""{"message":"second","error":{"message":"first"}}""")]
    [InlineData("""{"message":"second","error":"first"}""")]
    [InlineData("""{"detail":"second","message":"first"}""")]
    [InlineData("""{"detail":"second","error":{"message":null},"message":"first"}""")]
    public void Message_IsTakenInTheDocumentedOrder(string body) => Assert.Equal("first", Read(body).Message);

    private static ProviderError Read(string body) => ProviderErrorReader.Read(Encoding.UTF8.GetBytes(body));
}
