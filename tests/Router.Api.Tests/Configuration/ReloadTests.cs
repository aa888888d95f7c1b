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
    public async Task FileThatVanishes_IsToldOnce()
    {
        using var folder = new TestFolder();
        string path = folder.Write("router.json", TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1")));
        folder.Keep = true;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, new ManualClock()))
        {
            File.Delete(path);
            gateway.Watcher.Look();
            gateway.Watcher.Look();
        }

        folder.Keep = false;
        string log = string.Concat(Directory.EnumerateFiles(folder.File("state/logs")).Select(File.ReadAllText));
        Assert.Single(log.Split('\n'), line => line.Contains($"{path} is gone. Write it again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FileThatComesAfterAStartWithoutOne_IsTaken()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        using var folder = new TestFolder();
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, clock);
        object old = gateway.Holder.Current;
        Assert.Empty(gateway.Watcher.Look());
        Assert.Same(old, gateway.Holder.Current);

        folder.Write("router.json", OneModel(provider, "claude-test"));
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        for (int look = 0; look < 6000 && ReferenceEquals(old, gateway.Holder.Current); look++)
        {
            await Task.Delay(10); // the watcher runs on another thread once its timer has fired
        }

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task SecretInAFile_IsReadAgainWhenItChanges()
    {
        using var folder = new TestFolder();
        folder.Write("alice.key", "the-first-key");
        folder.Write("upstream.key", "first-upstream");
        folder.Write("router.json", """
            { "keys": [ { "key": "file:alice.key", "user": "alice" } ], "admin": { "key": "admin-test-key" },
              "providers": { "a": { "style": "native", "baseUrl": "http://127.0.0.1:1", "credentials": ["file:upstream.key"] } } }
            """);
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, new ManualClock());
        string hash = gateway.Holder.Current.Hash;

        folder.Write("alice.key", "the-second-key");
        Assert.Empty(gateway.Watcher.Look());
        Assert.Null(gateway.Holder.Current.Keys.Find("the-first-key"));
        Assert.Equal("alice", gateway.Holder.Current.Keys.Find("the-second-key")?.User);

        folder.Write("upstream.key", "second-upstream");
        Assert.Empty(gateway.Watcher.Look());
        Assert.Equal("second-upstream", gateway.Holder.Current.Providers["a"].Credentials.Single().Secret);

        folder.Write("alice.key", "short");
        Assert.Equal("keys[0].key", Assert.Single(gateway.Watcher.Look()).Key);
        Assert.Equal("alice", gateway.Holder.Current.Keys.Find("the-second-key")?.User);

        folder.Write("alice.key", "the-third-key");
        Assert.Empty(gateway.Watcher.Look());
        Assert.Equal("alice", gateway.Holder.Current.Keys.Find("the-third-key")?.User);
        Assert.Equal(hash, gateway.Holder.Current.Hash); // which anyone with a key may see: it tells nothing of secrets
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
