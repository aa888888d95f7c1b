using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Doctor;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin;

/// <summary>POST /admin/v1/providers/{name}/test.</summary>
public sealed class ProviderTestTests
{
    private static async Task<(HttpStatusCode Status, JsonNode Body)> TestAsync(TestGateway gateway, string name, string key, string? body = null)
    {
        using var client = new HttpClient { BaseAddress = gateway.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/v1/providers/{name}/test");
        request.Headers.Add("x-api-key", key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    [Fact]
    public async Task AdminKey_GetsTheReportOfOneProvider()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = Checkup.Messages;
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        (HttpStatusCode status, JsonNode report) = await TestAsync(gateway, "a", TestGateway.AdminKey);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True((bool?)report["ok"]);
        Assert.Equal("upstream-model", (string?)report["model"]);
        Assert.Contains(report["checks"]!.AsArray(), check => (string?)check!["name"] == "tools" && (string?)check["status"] == "ok");
    }

    [Fact]
    public async Task FailedChecks_AreStillA200_AndLeaveNoMarkOnTheProvider()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        (HttpStatusCode status, JsonNode report) = await TestAsync(gateway, "a", TestGateway.AdminKey, """{"model":"other","deep":false}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False((bool?)report["ok"]);
        Assert.Equal("other", (string?)report["model"]);
        JsonNode health = JsonNode.Parse(await gateway.Client.GetStringAsync("/health"))!;
        Assert.Equal("unused", (string?)health["providers"]![0]!["status"]);
    }

    [Theory]
    [InlineData("a", TestGateway.Key, null, HttpStatusCode.Forbidden, "permission_error")]
    [InlineData("a", "wrong-key-of-nobody", null, HttpStatusCode.Unauthorized, "authentication_error")]
    [InlineData("nobody", TestGateway.AdminKey, null, HttpStatusCode.NotFound, "not_found_error")]
    [InlineData("a", TestGateway.AdminKey, """{"deep":"yes"}""", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("a", TestGateway.AdminKey, """{"modle":"x"}""", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("a", TestGateway.AdminKey, "[]", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("a", TestGateway.AdminKey, "{", HttpStatusCode.BadRequest, "invalid_request_error")]
    public async Task WhatCanNotBeTested_IsAnsweredWithTheEnvelope(string name, string key, string? body, HttpStatusCode status, string type)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        (HttpStatusCode answered, JsonNode error) = await TestAsync(gateway, name, key, body);

        Assert.Equal(status, answered);
        Assert.Equal(type, (string?)error["error"]!["type"]);
        Assert.Empty(provider.Requests);
    }
}
