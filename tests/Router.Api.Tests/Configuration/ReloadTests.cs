using System.Collections.Immutable;
using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Xunit;

namespace Router.Api.Tests.Configuration;

public sealed class ReloadTests
{
    private static string OneModel(FakeProvider provider, string name) =>
        TestGateway.Config($$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"] } }, "models": { "{{name}}": { "targets": ["a/m"] } } """);

    [Fact]
    public async Task ChangedFile_TakesEffectWithinASecond_WithoutARestart()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        using var folder = new TestFolder();
        folder.Write("router.json", OneModel(provider, "before"));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, clock);
        object old = gateway.Holder.Current;

        folder.Write("router.json", OneModel(provider, "after"));
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        for (int look = 0; look < 6000 && ReferenceEquals(old, gateway.Holder.Current); look++)
        {
            await Task.Delay(10); // the watcher runs on another thread once its timer has fired
        }

        using HttpResponseMessage gone = await gateway.PostAsync(TestGateway.Body(stream: false, "before"));
        using HttpResponseMessage there = await gateway.PostAsync(TestGateway.Body(stream: false, "after"));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task InvalidFile_IsRefusedWithEveryError_AndTheOldOneStays()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        using var folder = new TestFolder();
        folder.Write("router.json", OneModel(provider, "claude-test"));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);

        folder.Write("router.json", """{ "provders": {}, "commitAfter": 15, "access": "everyone" }""");
        ImmutableArray<ConfigProblem> problems = gateway.Watcher.Look();

        Assert.Equal(["access", "commitAfter", "provders"], problems.Select(problem => problem.Key).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean \"providers\"?", problems.Single(problem => problem.Key == "provders").Text, StringComparison.Ordinal);
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(gateway.Watcher.Look()); // the same bad file is told once
    }

    [Fact]
    public async Task FileThatVanishes_ChangesNothing_AndComesBack()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using var folder = new TestFolder();
        string path = folder.Write("router.json", OneModel(provider, "before"));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);

        File.Delete(path);
        Assert.Single(gateway.Watcher.Look());
        Assert.NotNull(gateway.Holder.Current.Routes.Resolve("before"));
        folder.Write("router.json", OneModel(provider, "after"));
        Assert.Empty(gateway.Watcher.Look());

        Assert.NotNull(gateway.Holder.Current.Routes.Resolve("after"));
    }

    [Fact]
    public async Task RequestUnderWay_KeepsTheConfigurationItStartedWith()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a")).Wait(go.Task).Send(Samples.BlockStop(0) + Samples.End("end_turn")));
        using var folder = new TestFolder();
        folder.Write("router.json", OneModel(provider, "claude-test"));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        folder.Write("router.json", OneModel(provider, "after").Replace(provider.BaseUrl, "http://127.0.0.1:1", StringComparison.Ordinal));
        Assert.Empty(gateway.Watcher.Look());
        go.SetResult();

        Assert.EndsWith(Samples.End("end_turn"), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnKeyInAProvidersVariable_IsIgnored()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(
            """ "providers": { "deepseek": { "preset": "deepseek" } }, "models": { "claude-test": { "targets": ["deepseek/x"] } } """,
            environment: new() { ["DEEPSEEK_API_KEY"] = TestGateway.Key });

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("no usable credential", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
