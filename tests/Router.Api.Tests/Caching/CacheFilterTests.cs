using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Filters;
using Router.Api.Tests.Filters;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>Filters see each attempt once, and each answer that is given without one.</summary>
public sealed class CacheFilterTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _asked = new();
    private FakeProvider _first = null!;
    private FakeProvider _second = null!;
    private Func<string, FilteredMessage, FilterVerdict> _verdict = static (_, _) => FilterVerdict.Pass;

    public async ValueTask InitializeAsync()
    {
        _first = await FakeProvider.StartAsync();
        _second = await FakeProvider.StartAsync();
        _first.Otherwise = _ => Reply.Json(200, Samples.Message("first"));
        _second.Otherwise = _ => Reply.Json(200, Samples.Message("second"));
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task MissAndHit_AskOnceEach()
    {
        await using TestGateway gateway = await StartAsync("ordered");
        Assert.Equal("miss", (await AskAsync(gateway)).Cache);
        Assert.Equal(["a"], Asked());
        Assert.Equal("hit", (await AskAsync(gateway)).Cache);
        Assert.Equal(["a"], Asked());
    }

    [Fact]
    public async Task Refusal_AsksOnce()
    {
        _verdict = static (_, _) => FilterVerdict.Refuse(403, "Not this.");
        await using TestGateway gateway = await StartAsync("ordered");
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(["a"], Asked());
    }

    [Fact]
    public async Task FurtherAttempt_IsAskedForToo()
    {
        _first.Enqueue(Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")));
        await using TestGateway gateway = await StartAsync("ordered");
        Assert.Contains("second", (await AskAsync(gateway)).Body, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], Asked());
    }

    /// <summary>The answer was the second target's, and the message would go to the first: it is none to give where the filter keeps it from the second.</summary>
    [Theory]
    [InlineData(false, "hit")]
    [InlineData(true, "miss")]
    public async Task HitOfAnotherTarget_IsAskedForThatTarget(bool refuses, string expected)
    {
        await using TestGateway gateway = await StartAsync("weighted");
        (string toFirst, string toSecond) = await SessionsAsync(gateway);
        await AskAsync(gateway, toSecond);
        _asked.Clear();
        _verdict = (target, _) => refuses && target == "b" ? FilterVerdict.Refuse(403, "Not there.") : FilterVerdict.Pass;

        (string cache, string body) = await AskAsync(gateway, toFirst);
        Assert.Equal(expected, cache);
        Assert.Contains(refuses ? "first" : "second", body, StringComparison.Ordinal);
        Assert.Equal(refuses ? ["a", "b", "a"] : ["a", "b"], Asked());
    }

    [Fact]
    public async Task AnswerUnderWayOfAnotherTarget_IsAskedForThatTarget()
    {
        await using TestGateway gateway = await StartAsync("weighted");
        (string toFirst, string toSecond) = await SessionsAsync(gateway);
        var go = new TaskCompletionSource();
        _second.Enqueue(Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "second")).Wait(go.Task).Send(Samples.BlockStop(0) + Samples.End("end_turn")));
        _first.Enqueue(Reply.Sse(Samples.Stream("first")));
        using HttpResponseMessage under = await gateway.PostAsync(TestGateway.Body(stream: true), request => request.Headers.Add("x-claude-code-session-id", toSecond));
        _asked.Clear();
        _verdict = static (target, _) => target == "b" ? FilterVerdict.Refuse(403, "Not there.") : FilterVerdict.Pass;

        using HttpResponseMessage other = await gateway.PostAsync(TestGateway.Body(stream: true), request => request.Headers.Add("x-claude-code-session-id", toFirst));
        string told = await other.Content.ReadAsStringAsync();
        go.SetResult();
        Assert.Contains("\"first\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("second", told, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "a"], Asked());
        Assert.Contains("message_stop", await under.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The first target fails, and for the second a filter puts another body in place: that is not what was compared.</summary>
    [Fact]
    public async Task AnswerToAnotherBody_IsNotKept()
    {
        await using TestGateway gateway = await StartAsync("weighted");
        (string toFirst, _) = await SessionsAsync(gateway);
        _verdict = static (target, message) => target == "a" ? FilterVerdict.Pass
            : FilterVerdict.Replace(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message.Body.Span).Replace("\"Hi\"", "\"Hi, hidden\"", StringComparison.Ordinal)));
        _first.Enqueue(Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")));
        Assert.Contains("second", (await AskAsync(gateway, toFirst)).Body, StringComparison.Ordinal);

        (string cache, string body) = await AskAsync(gateway, toFirst);
        Assert.Equal("miss", cache);
        Assert.Contains("first", body, StringComparison.Ordinal);
    }

    private string[] Asked()
    {
        string[] asked = [.. _asked];
        _asked.Clear();
        return asked;
    }

    /// <summary>A session that goes to the first target, and one that goes to the second.</summary>
    private static async Task<(string ToFirst, string ToSecond)> SessionsAsync(TestGateway gateway)
    {
        Dictionary<string, string> found = [];
        for (int number = 0; found.Count < 2; number++)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
            {
                request.Headers.Add("x-claude-code-session-id", $"session-{number}");
                request.Headers.Add("x-router-cache", "off");
            });
            found[response.Headers.GetValues("x-router-provider").Single()] = $"session-{number}";
        }

        return (found["a"], found["b"]);
    }

    private static async Task<(string Cache, string Body)> AskAsync(TestGateway gateway, string session = "one")
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-claude-code-session-id", session));
        return (response.Headers.GetValues("x-router-cache").Single(), await response.Content.ReadAsStringAsync());
    }

    private Task<TestGateway> StartAsync(string strategy)
    {
        var filter = new ScriptedFilter(message =>
        {
            _asked.Enqueue(message.Target.Provider.Name);
            return _verdict(message.Target.Provider.Name, message);
        });
        string members = TestGateway.ProvidersWith(", \"retries\": 0, \"cooldown\": \"off\", \"breaker\": \"off\"", _first.BaseUrl, _second.BaseUrl)
            .Replace("\"targets\"", $"\"strategy\": \"{strategy}\", \"targets\"", StringComparison.Ordinal);
        return TestGateway.StartWithAsync(members + ", \"cache\": { \"mode\": \"full\" }", services => services.AddSingleton<IMessageFilter>(filter));
    }
}
