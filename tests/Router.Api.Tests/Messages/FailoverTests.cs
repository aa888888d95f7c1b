using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>Failures before content: the next target, or a real HTTP error at the end.</summary>
public sealed class FailoverTests
{
    public static TheoryData<string, bool> FailuresBeforeContent()
    {
        var data = new TheoryData<string, bool>();
        foreach (string failure in FailuresByName.Keys)
        {
            data.Add(failure, true);
            data.Add(failure, false);
        }

        return data;
    }

    private static readonly Dictionary<string, Func<Reply>> FailuresByName = new(StringComparer.Ordinal)
    {
        ["429"] = () => Reply.Json(429, Samples.Error("rate_limit_error", "slow down")).With("retry-after", "600"),
        ["529"] = () => Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")),
        ["500"] = () => Reply.Json(500, Samples.Error("api_error", "oops")),
        ["502 page"] = () => Reply.Html(502),
        ["503 empty"] = () => Reply.Of(503, "text/plain"),
        ["401 of our credential"] = () => Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key")),
        ["404 model"] = () => Reply.Json(404, Samples.Error("not_found_error", "model: upstream-model")),
        ["200 page"] = () => Reply.Html(200),
        ["200 empty"] = () => Reply.Of(200, "application/json"),
        ["200 other JSON"] = () => Reply.Json(200, """{"hello":"world"}"""),
        ["200 error body"] = () => Reply.Json(200, Samples.Error("overloaded_error", "Overloaded")),
        ["redirect"] = () => Reply.Of(302, "text/html").With("Location", "http://127.0.0.1:9/elsewhere"),
        ["cut before the head"] = () => Reply.Of(200, "text/event-stream").Cut(),
        ["cut after the head"] = () => Reply.Sse().Start().Cut(),
        ["cut in message_start"] = () => Reply.Sse().Send(Samples.Start()[..40]).Cut(),
        ["cut after message_start"] = () => Reply.Sse().Send(Samples.Start() + Samples.Ping).Cut(),
        ["cut after content_block_start"] = () => Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0)).Cut(),
        ["clean end without content"] = () => Reply.Sse(Samples.Start()),
        ["error as first event"] = () => Reply.Sse(Samples.ErrorEvent("overloaded_error", "Overloaded")),
        ["401 as first event"] = () => Reply.Sse(Samples.ErrorEvent("authentication_error", "invalid x-api-key upstream-secret")),
        ["401 as 200"] = () => Reply.Json(200, Samples.Error("authentication_error", "invalid x-api-key")),
        ["error after message_start"] = () => Reply.Sse(Samples.Start() + Samples.ErrorEvent("overloaded_error", "Overloaded")),
        ["error as bare data"] = () => Reply.Sse("data: {\"error\":{\"message\":\"no capacity\",\"code\":503}}\n\n"),
        ["half a body"] = () => Reply.Of(200, "application/json").With("Content-Length", "5000").Send("{\"type\":\"mess").Cut(),
    };

    [Theory]
    [MemberData(nameof(FailuresBeforeContent))]
    public async Task FailureBeforeContent_FailsOverToTheNextTarget(string failure, bool stream)
    {
        await using FakeProvider first = await FakeProvider.StartAsync(FailuresByName[failure]());
        await using FakeProvider second = await FakeProvider.StartAsync(stream ? Reply.Sse(Samples.Stream()) : Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(stream ? Samples.Stream(model: "claude-test") : Samples.Message(model: "claude-test"), await response.Content.ReadAsStringAsync());
        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
        Assert.Equal("2", response.Headers.GetValues("x-router-attempts").Single());
        Assert.Single(first.Requests);
    }

    [Fact]
    public async Task ProviderThatIsDown_FailsOverToTheNextTarget()
    {
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1", second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "messages.0: bad")]
    [InlineData(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum")]
    [InlineData(413, "request_too_large", "too big")]
    public async Task ClientsOwnFault_IsPassedOnAtOnce_ToTheByte(int status, string type, string message)
    {
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Json(status, Samples.Error(type, message)).With("x-should-retry", "false").With("request-id", "req_upstream"));
        await using FakeProvider second = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(Samples.Error(type, message), await response.Content.ReadAsStringAsync());
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
        Assert.Equal("req_upstream", response.Headers.GetValues("request-id").Single());
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task ClientsOwnFault_LeavesTheProviderInUse()
    {
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "messages.0: bad")), Reply.Json(200, Samples.Message()));
        await using FakeProvider second = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl));

        using HttpResponseMessage refused = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage answered = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (refused.StatusCode, answered.StatusCode));
        Assert.Equal("a", answered.Headers.GetValues("x-router-provider").Single());
        Assert.Equal("1", answered.Headers.GetValues("x-router-attempts").Single());
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task AllTargetsFail_TheRateLimitIsTold_WithItsWait()
    {
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Json(429, Samples.Error("rate_limit_error", "slow down")).With("retry-after", "600"));
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal("600", response.Headers.GetValues("retry-after").Single());
        Assert.Equal(Samples.Error("rate_limit_error", "slow down"), await response.Content.ReadAsStringAsync());
        Assert.Equal("2", response.Headers.GetValues("x-router-attempts").Single());
    }

    [Theory]
    [InlineData("401 of our credential", 502, "api_error", "refused the gateway's credential")]
    [InlineData("401 as first event", 502, "api_error", "refused the gateway's credential")]
    [InlineData("401 as 200", 502, "api_error", "refused the gateway's credential")]
    [InlineData("502 page", 502, "api_error", "without an explanation")]
    [InlineData("503 empty", 529, "overloaded_error", "without an explanation")]
    [InlineData("200 page", 502, "api_error", "baseUrl")]
    [InlineData("cut after message_start", 502, "api_error", "cut the connection")]
    [InlineData("error as first event", 529, "overloaded_error", "Overloaded")]
    public async Task LastFailure_BecomesARealHttpError_InTheEnvelope(string failure, int status, string type, string words)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(FailuresByName[failure]());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        JsonNode envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("error", (string?)envelope["type"]);
        Assert.Equal(type, (string?)envelope["error"]!["type"]);
        Assert.Contains(words, (string?)envelope["error"]!["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("upstream-secret", envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(response.Headers.GetValues("request-id").Single(), (string?)envelope["request_id"]);
    }

    [Fact]
    public async Task SecondCredential_IsTriedWhenTheFirstIsRefused()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(401, Samples.Error("authentication_error", "no")), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["first-secret", "second-secret"] } }, "models": { "claude-test": { "targets": ["a/m"] } } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["first-secret", "second-secret"], provider.Requests.Select(request => request.Headers["x-api-key"]).Order(StringComparer.Ordinal)); // which is asked first hangs on the session
    }

    [Fact]
    public async Task RefusedCredential_IsNamedByItsPlaceInTheLog()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(401, Samples.Error("authentication_error", "no")), Reply.Json(403, Samples.Error("permission_error", "never")), Reply.Json(200, Samples.Message()));
        folder.Write("router.json", TestGateway.Config(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["env:ABSENT", "second-secret", "third-secret", "fourth-secret"] } }, "models": { "claude-test": { "targets": ["a/m"] } } """));
        folder.Keep = true;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        folder.Keep = false;
        string log = string.Concat(Directory.EnumerateFiles(folder.File("state/logs")).Select(File.ReadAllText));
        string first = PlaceIn(log, "attempt 1 failed: a/m CredentialRefused 401: credential ([234]) of 4: no");
        string second = PlaceIn(log, "attempt 2 failed: a/m CredentialRefused 403: credential ([234]) of 4: never");
        Assert.NotEqual(first, second);
        Assert.DoesNotContain("-secret", log, StringComparison.Ordinal);
    }

    private static string PlaceIn(string log, string line)
    {
        Match found = Regex.Match(log, line, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(found.Success, log);
        return found.Groups[1].Value;
    }

    [Fact]
    public async Task UnreachableProvider_IsTriedOnceARound_WhateverItsCredentials()
    {
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$"""
            "providers": {
              "a": { "style": "native", "baseUrl": "http://127.0.0.1:1", "credentials": ["first-secret", "second-secret", "third-secret"] },
              "b": { "style": "native", "baseUrl": "{{second.BaseUrl}}", "credentials": ["fourth-secret"] } },
            "models": { "claude-test": { "targets": ["a/m", "a/n", "b/m"] } }
            """,
            new ManualClock());

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
        Assert.Equal("2", response.Headers.GetValues("x-router-attempts").Single());
    }

    [Fact]
    public async Task UnreachableProvider_AloneWithManyCredentials_IsToldAsSuch()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(
            """ "providers": { "a": { "style": "native", "baseUrl": "http://127.0.0.1:1", "credentials": ["first-secret", "second-secret"], "retries": 0 } }, "models": { "claude-test": { "targets": ["a/m"] } } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal("1", response.Headers.GetValues("x-router-attempts").Single());
        Assert.Contains("can't be reached", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusalBeforeTheBodyIsRead_IsPassedOn_ForALargeBody()
    {
        // The provider answers and closes at once, while megabytes are still on their way to it.
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ReadsBodies = false;
        provider.Otherwise = _ => Reply.Json(413, Samples.Error("request_too_large", "too big"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", provider.BaseUrl));
        string body = TestGateway.Body(stream: true).Replace("\"Hi\"", $"\"{new string('x', 20_000_000)}\"", StringComparison.Ordinal);

        using HttpResponseMessage response = await gateway.PostAsync(body);

        Assert.Equal(413, (int)response.StatusCode);
    }
}
