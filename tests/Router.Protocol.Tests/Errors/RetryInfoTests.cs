using System.Text;
using Router.Protocol.Errors;

namespace Router.Protocol.Tests.Errors;

public sealed class RetryInfoTests
{
    [Theory]
    [InlineData("""[{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}}]""", "34s")]
    [InlineData("""{ "retryDelay" : "34.07s" }""", "34.07s")]
    [InlineData("""{"error":{"message":"say \"retryDelay\":\"9s\""}}""", null)]
    [InlineData("""{"retryDelay":34}""", null)]
    [InlineData("""{"retryDelay":"34""", null)]
    [InlineData("""{"retryDelay" """, null)]
    [InlineData("""{"retryDelay":""}""", null)]
    [InlineData("{}", null)]
    public void Delay_IsFound(string body, string? delay) => Assert.Equal(delay, RetryInfo.Find(Encoding.UTF8.GetBytes(body)));
}
