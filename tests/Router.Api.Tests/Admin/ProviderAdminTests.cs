using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin;

public sealed class ProviderAdminTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Drained_GetsNothingNew_AndARestartDoesNotForgetIt()
    {
        await using FakeProvider first = await Answering();
        await using FakeProvider second = await Answering();
        using var folder = new TestFolder { Keep = true };
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(first.BaseUrl, second.BaseUrl)));
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, _clock))
        {
            await PostAsync(gateway);
            JsonNode drained = await AdminAsync(gateway, HttpMethod.Post, "/a/drain");
            Assert.Equal(("drained", "drained"), ((string?)drained["status"], (string?)drained["gates"]![0]!["closed"]));
            await PostAsync(gateway);
        }

        folder.Keep = false;
        Assert.Equal((1, 1), (first.Requests.Count, second.Requests.Count));
        await using TestGateway restarted = await TestGateway.StartInAsync(folder, _clock);
        await PostAsync(restarted);
        Assert.Equal((1, 2), (first.Requests.Count, second.Requests.Count));
        await AdminAsync(restarted, HttpMethod.Post, "/a/resume");
        await PostAsync(restarted);
        Assert.Equal((2, 2), (first.Requests.Count, second.Requests.Count));
    }

    [Fact]
    public async Task OnlyProvider_Drained_IsToldInWords()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);
        await AdminAsync(gateway, HttpMethod.Post, "/a/drain");

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(529, (int)response.StatusCode);
        Assert.Contains("out of use", await response.Content.ReadAsStringAsync());
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task Resume_ForgetsACooldown()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(402, Samples.Error("billing_error", "no money")), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);
        using HttpResponseMessage refused = await gateway.PostAsync(TestGateway.Body(stream: false));
        JsonNode closed = await AdminAsync(gateway, HttpMethod.Get, "/a");
        Assert.Equal(("closed", "quota_exhausted"), ((string?)closed["status"], (string?)closed["gates"]![0]!["closed"]));
        Assert.Contains("no money", (string?)closed["last_error"]);

        await AdminAsync(gateway, HttpMethod.Post, "/a/resume");

        await PostAsync(gateway);
    }

    [Fact]
    public async Task List_ShowsEveryGateAndNoSecret()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(""", "limits": { "requestsPerMinute": 9 }""", provider.BaseUrl, "http://127.0.0.1:1"), _clock);
        await PostAsync(gateway);

        JsonNode list = await AdminAsync(gateway, HttpMethod.Get, "");

        Assert.Equal(["a", "b"], list["data"]!.AsArray().Select(one => (string?)one!["name"]));
        Assert.Equal(["ok", "unused"], list["data"]!.AsArray().Select(one => (string?)one!["status"]));
        JsonNode gate = list["data"]![0]!["gates"]![0]!;
        Assert.Equal(("none", 1, "upstream-model"), ((string?)gate["closed"], (int?)gate["requests_last_minute"], (string?)gate["family"]));
        Assert.StartsWith("1-", (string?)gate["credential"]);
        Assert.DoesNotContain("upstream-secret", list.ToJsonString());
    }

    [Theory]
    [InlineData("POST", "/admin/v1/providers/a/drain")]
    [InlineData("POST", "/admin/v1/providers/a/resume")]
    public async Task OnlyAdmins_ComeIn(string method, string path)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"), _clock);

        using HttpResponseMessage user = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.Forbidden, user.StatusCode);
        gateway.Client.DefaultRequestHeaders.Clear();
        using HttpResponseMessage nobody = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task UnknownProvider_Is404ThatNamesThoseThereAre()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"), _clock);
        using HttpRequestMessage request = Admin(HttpMethod.Post, "/zebra/drain");
        using HttpResponseMessage response = await gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("there are a.", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task WhatCannotBeKept_IsNotDone_AndToldInWords()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1")));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, _clock);
        Directory.CreateDirectory(Path.Combine(folder.Path, "state", "drained.json", "in-the-way"));

        using HttpRequestMessage request = Admin(HttpMethod.Post, "/a/drain");
        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        JsonNode provider = await AdminAsync(gateway, HttpMethod.Get, "/a");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("could not be drained", await response.Content.ReadAsStringAsync());
        Assert.NotEqual("drained", (string?)provider["status"]);
    }

    private static HttpRequestMessage Admin(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, $"/admin/v1/providers{path}");
        request.Headers.Add("x-router-key", TestGateway.AdminKey);
        return request;
    }

    private static async Task<JsonNode> AdminAsync(TestGateway gateway, HttpMethod method, string path)
    {
        using HttpRequestMessage request = Admin(method, path);
        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    private static async Task PostAsync(TestGateway gateway)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<FakeProvider> Answering()
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        return provider;
    }
}
