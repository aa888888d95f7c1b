using System.Net;
using System.Text;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Auth;

/// <summary>What a web page in the user's browser could send to a gateway on loopback.</summary>
public sealed class BrowserGuardTests
{
    private static async Task<HttpStatusCode> StatusAsync(Action<HttpRequestMessage> change, string more = "")
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + ", \"access\": \"open\"" + more);
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), change);
        return response.StatusCode;
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:8787")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:3000")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task ForeignPage_IsTurnedAway(string header, string value) =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(request => request.Headers.TryAddWithoutValidation(header, value)));

    [Theory]
    [InlineData("Host", "localhost:8787")]
    [InlineData("Host", "[::1]:8787")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    public async Task OwnNames_AreTaken(string header, string value) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(request => request.Headers.TryAddWithoutValidation(header, value)));

    [Fact]
    public async Task ConfiguredHost_IsTaken() =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(request => request.Headers.Host = "router.team.example", ", \"hosts\": [\"router.team.example\"]"));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task FormPost_IsRefused(string contentType) =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(request => request.Content = new StringContent("{}", Encoding.UTF8, contentType)));
}
