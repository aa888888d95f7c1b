using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>A provider that answers and closes while megabytes of the request are still on their way to it.</summary>
public sealed class EarlyAnswerTests
{
    private static readonly string LargeBody = TestGateway.Body(stream: true).Replace("\"Hi\"", $"\"{new string('x', 20_000_000)}\"", StringComparison.Ordinal);

    private static string Http(int status, string body) =>
        $"HTTP/1.1 {status} Early\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    [Fact]
    public async Task EarlyRefusal_IsPassedOn_AndNotRepeated()
    {
        await using RawProvider provider = RawProvider.Start(Http(413, Samples.Error("request_too_large", "too big")));
        await using FakeProvider second = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl, second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(LargeBody);

        Assert.Equal(413, (int)response.StatusCode);
        Assert.Equal(Samples.Error("request_too_large", "too big"), await response.Content.ReadAsStringAsync());
        Assert.Equal("1", response.Headers.GetValues("x-router-attempts").Single());
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task EarlyRateLimit_FailsOver()
    {
        await using RawProvider provider = RawProvider.Start(Http(429, Samples.Error("rate_limit_error", "slow down")));
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl, second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(LargeBody);

        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
    }

    [Fact]
    public async Task CloseWithoutAnAnswer_SaysThatTheRequestWasStillOnItsWay()
    {
        await using RawProvider provider = RawProvider.Start("");
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(LargeBody);

        Assert.Equal(502, (int)response.StatusCode);
        string message = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["message"]!;
        Assert.Contains("while the request (20 MB) was still on its way", message, StringComparison.Ordinal);
    }
}
