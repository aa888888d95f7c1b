using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Auth;

/// <summary>Where a request comes from, behind reverse proxies. Tests come from 127.0.0.1.</summary>
public sealed class ClientAddressTests
{
    private const string Trusting = """, "proxies": ["127.0.0.1", "10.0.0.0/8"]""";

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9:4711", "203.0.113.9")]
    [InlineData("[2001:db8::9]:4711", "2001:db8::9")]
    [InlineData("203.0.113.9, 10.1.2.3", "203.0.113.9")]
    [InlineData("10.9.9.9, 203.0.113.9, 10.1.2.3", "203.0.113.9")] // what stands before the client's address he wrote himself
    [InlineData("127.0.0.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("10.1.2.4, 10.1.2.3", "10.1.2.4")]
    [InlineData("203.0.113.9, unknown", null)]
    [InlineData("unknown, 10.1.2.3", null)]
    [InlineData("", "127.0.0.1")]
    public async Task TrustedProxy_TellsTheAddress_ThatTheAuditTrailNames(string said, string? address)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1") + Trusting);

        Assert.Equal(HttpStatusCode.Created, await MakeUserAsync(gateway, said));
        Assert.Equal(address, await LastAddressAsync(gateway));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "proxies": ["10.0.0.0/8"]""")]
    [InlineData(""", "proxies": ["no-such-host.invalid"]""")]
    public async Task WhoIsNotTrusted_IsHimselfTheClient(string trusting)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1") + trusting);

        Assert.Equal(HttpStatusCode.Created, await MakeUserAsync(gateway, "203.0.113.9"));
        Assert.Equal("127.0.0.1", await LastAddressAsync(gateway));
    }

    [Fact]
    public async Task ProxyMayBeNamed()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1") + """, "proxies": ["localhost"]""");

        Assert.Equal(HttpStatusCode.Created, await MakeUserAsync(gateway, "203.0.113.9"));
        Assert.Equal("203.0.113.9", await LastAddressAsync(gateway));
    }

    [Fact]
    public async Task ProxyOfTheEnvironment_IsTrustedBesidesThoseOfTheFile()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(
            TestGateway.Providers("http://127.0.0.1:1") + """, "proxies": ["10.0.0.0/8"]""", environment: new() { ["ROUTER_PROXIES"] = "127.0.0.1, door" });

        Assert.Equal(HttpStatusCode.Created, await MakeUserAsync(gateway, "203.0.113.9, 10.1.1.1"));
        Assert.Equal("203.0.113.9", await LastAddressAsync(gateway));
    }

    [Fact]
    public async Task KeyOfANetwork_OpensForClientsOfIt_AndNotForTheProxysOwnAddress()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1") + Trusting);
        await gateway.DoneAsync("POST users", """{"id":"bob"}""");
        string near = (string)(await gateway.DoneAsync("POST keys", """{"user":"bob","networks":["203.0.113.0/24"]}"""))["secret"]!;
        string own = (string)(await gateway.DoneAsync("POST keys", """{"user":"bob","networks":["127.0.0.1"]}"""))["secret"]!;

        Assert.Equal(HttpStatusCode.OK, await ModelsAsync(gateway, near, "203.0.113.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(gateway, near, "198.51.100.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(gateway, near, "203.0.113.9, 198.51.100.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(gateway, near, "203.0.113.9, unknown"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(gateway, own, "203.0.113.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(gateway, own, "127.0.0.1, 203.0.113.9"));
    }

    [Fact]
    public async Task OpenAccess_IsForThisMachineAlone_BehindAProxyToo()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1") + Trusting + """, "access": "open" """);

        Assert.Equal(HttpStatusCode.OK, await ModelsAsync(gateway, "anything", "127.0.0.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(gateway, "anything", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(gateway, "anything", "unknown"));
    }

    private static async Task<HttpStatusCode> MakeUserAsync(TestGateway gateway, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/v1/users") { Content = new StringContent("""{"id":"ann"}""", Encoding.UTF8, "application/json") };
        return await SendAsync(gateway, request, TestGateway.AdminKey, said);
    }

    private static async Task<HttpStatusCode> ModelsAsync(TestGateway gateway, string key, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        return await SendAsync(gateway, request, key, said);
    }

    private static async Task<HttpStatusCode> SendAsync(TestGateway gateway, HttpRequestMessage request, string key, string said)
    {
        request.Headers.TryAddWithoutValidation("x-api-key", "");
        request.Headers.Add("x-router-key", key);
        if (said.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", said);
        }

        using HttpResponseMessage answer = await gateway.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string?> LastAddressAsync(TestGateway gateway)
    {
        JsonNode last = (await gateway.DoneAsync("GET audit"))["data"]![0]!;
        return (string?)last["actor"]!["address"];
    }
}
