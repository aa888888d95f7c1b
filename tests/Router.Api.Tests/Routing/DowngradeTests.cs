using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Routing;

/// <summary>Opus, sonnet, haiku: the next tier answers when none of the own does, and says so.</summary>
public sealed class DowngradeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OwnTargetsFail_TheNextTierAnswers_AndTheAnswerSaysSo(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => request.Model is "sonnet-upstream" ? stream ? Reply.Sse(Samples.Stream()) : Reply.Json(200, Samples.Message()) : Reply.Json(529, Samples.Error("overloaded_error", "Overloaded"));
        await using TestGateway gateway = await StartAsync(provider, downgrade: true);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream, "claude-opus-4-7"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(stream ? Samples.Stream(model: "claude-opus-4-7") : Samples.Message(model: "claude-opus-4-7"), await response.Content.ReadAsStringAsync());
        Assert.Equal("downgraded", response.Headers.GetValues("x-router-notes").Single());
        Assert.Equal("sonnet-upstream", response.Headers.GetValues("x-router-model").Single());
        Assert.Equal(["opus-upstream", "sonnet-upstream"], provider.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task OwnTargetAnswers_NothingIsSaid()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(provider, downgrade: true);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, "claude-opus-4-7"));

        Assert.Equal("opus-upstream", response.Headers.GetValues("x-router-model").Single());
        Assert.False(response.Headers.Contains("x-router-notes"));
    }

    [Fact]
    public async Task ClientsOwnFault_IsNotDowngraded()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "messages.0: bad")));
        await using TestGateway gateway = await StartAsync(provider, downgrade: true);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, "claude-opus-4-7"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task WithoutTheKey_TheFailureIsTold()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(529, Samples.Error("overloaded_error", "Overloaded"));
        await using TestGateway gateway = await StartAsync(provider, downgrade: false);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, "claude-opus-4-7"));

        Assert.Equal(529, (int)response.StatusCode);
        Assert.Equal(["opus-upstream"], provider.Requests.Select(request => request.Model));
    }

    private static Task<TestGateway> StartAsync(FakeProvider provider, bool downgrade) => TestGateway.StartAsync(
        $$"""
        "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"], "retries": 0 } },
        "tiers": { "opus": "a/opus-upstream", "sonnet": "a/sonnet-upstream", "haiku": "a/haiku-upstream"{{(downgrade ? ", \"downgrade\": true" : "")}} }
        """);
}
