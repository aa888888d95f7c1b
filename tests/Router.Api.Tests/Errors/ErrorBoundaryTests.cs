using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Errors;

public sealed class ErrorBoundaryTests
{
    [Theory]
    [InlineData("GET", "/v1/nope", 404, "not_found_error", "/v1/nope")]
    [InlineData("GET", "/v1/messages", 405, "invalid_request_error", "POST")]
    [InlineData("DELETE", "/v1/models", 405, "invalid_request_error", "GET")]
    [InlineData("GET", "/v1/models/unknown", 404, "not_found_error", "unknown")]
    [InlineData("GET", "/v1/models?limit=0", 400, "invalid_request_error", "limit")]
    [InlineData("POST", "/v1/nope", 415, "invalid_request_error", "application/json")]
    public async Task WrongRequest_GetsTheEnvelope(string method, string path, int status, string type, string words)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        using HttpResponseMessage response = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        JsonNode envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("error", (string?)envelope["type"]);
        Assert.Equal(type, (string?)envelope["error"]!["type"]);
        Assert.Contains(words, (string?)envelope["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(response.Headers.GetValues("request-id").Single(), (string?)envelope["request_id"]);
        Assert.Matches("^req_[A-Za-z0-9]{24}$", (string?)envelope["request_id"]);
    }

    [Fact]
    public async Task UnknownModel_IsNotFound_AndNamed()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true, "gpt-unknown"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("model: gpt-unknown", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeadRequest_HasNoBody()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        foreach (string path in (string[])["/", "/api/hello"])
        {
            using HttpResponseMessage response = await gateway.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
