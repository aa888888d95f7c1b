using System.Text;
using Router.Protocol.Errors;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Tests.OpenAI;

public sealed class ErrorStatusTests
{
    [Theory]
    [InlineData("""{"error":{"message":"x","type":"requests","code":"rate_limit_exceeded"}}""", 429)]
    [InlineData("""{"error":{"message":"x","type":"insufficient_quota","code":"insufficient_quota"}}""", 402)]
    [InlineData("""{"error":{"message":"x","code":429}}""", 429)]
    [InlineData("""{"error":{"message":"x","code":"503"}}""", 529)]
    [InlineData("""{"error":{"message":"x","code":422}}""", 400)]
    [InlineData("""{"error":{"message":"x","code":408}}""", 504)]
    [InlineData("""{"error":{"message":"x","code":502}}""", 502)]
    [InlineData("""{"error":{"message":"x","type":"overloaded_error"}}""", 529)]
    [InlineData("""{"error":{"message":"x","type":"invalid_request_error","code":"invalid_api_key"}}""", 401)]
    [InlineData("""{"error":{"message":"x","type":"invalid_request_error","code":"model_not_found"}}""", 404)]
    [InlineData("""{"error":{"message":"x","status":"UNAVAILABLE"}}""", 529)]
    [InlineData("""[{"error":{"message":"x","status":"RESOURCE_EXHAUSTED"}}]""", 429)]
    [InlineData("""{"code":"1302","message":"x"}""", 429)]
    [InlineData("""{"error":{"message":"x","code":"1305"}}""", 529)]
    [InlineData("""{"error":{"message":"x","code":"1113"}}""", 402)]
    [InlineData("""{"error":{"message":"Prompt exceeds max length","code":"1261"}}""", 400)]
    [InlineData("""{"statusCode":401,"message":"x"}""", 401)]
    [InlineData("""{"error":"Rate limit reached for model"}""", 429)]
    [InlineData("""{"error":"server is overloaded"}""", 529)]
    [InlineData("""{"error":{"message":"x","type":"server_error","code":null}}""", 500)]
    [InlineData("""{"error":{}}""", 500)]
    [InlineData("plain words", 500)]
    public void Error_HasItsStatus(string body, int status)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(status, ErrorStatus.Of(ProviderErrorReader.Read(bytes), bytes));
    }
}
