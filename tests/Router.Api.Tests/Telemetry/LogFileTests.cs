using FakeUpstream;
using Microsoft.Extensions.Logging;
using Router.Api.Telemetry;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class LogFileTests
{
    [Fact]
    public void Files_GoByDay_AndLeaveAfterTheRetention()
    {
        using var folder = new TestFolder();
        var clock = new ManualClock();
        foreach (string day in (string[])["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"])
        {
            folder.Write($"router-{day}.log", day);
        }

        folder.Write("router-notes.log", "not by day");
        using (var provider = new DailyFileLoggerProvider(folder.Path, clock, () => TimeSpan.FromDays(3), TextWriter.Null))
        {
            provider.CreateLogger("Router.Api.Messages.MessageLog").LogInformation("first line");
        }

        Assert.Equal(
            ["router-2026-11-19.log", "router-2026-11-20.log", "router-2026-11-21.log", "router-notes.log"],
            Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("2026-11-21T12:00:00.000Z info  MessageLog[0] first line", File.ReadAllText(folder.File("router-2026-11-21.log")).Trim());
    }

    [Fact]
    public async Task DiskThatRefuses_LosesThoseLinesOnly_AndIsToldOnce()
    {
        using var folder = new TestFolder();
        string path = folder.File("router-2026-11-21.log");
        Directory.CreateDirectory(path); // a file can't be opened here
        using var console = new SignallingWriter();
        using (var provider = new DailyFileLoggerProvider(folder.Path, new ManualClock(), () => TimeSpan.FromDays(3), console))
        {
            ILogger logger = provider.CreateLogger("Router.Api.A");
            logger.LogInformation("lost");
            await console.Written.WaitAsync(TimeSpan.FromSeconds(60));
            logger.LogInformation("lost as well, or kept");
            Directory.Delete(path);
            logger.LogInformation("kept");
        }

        string log = await File.ReadAllTextAsync(path);
        Assert.Contains("A[0] kept", log, StringComparison.Ordinal);
        Assert.Contains("lines were dropped", log, StringComparison.Ordinal);
        Assert.Single(console.ToString().Split("can't be written").Skip(1));
    }

    [Fact]
    public async Task StartAndStop_AreTold()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1", "http://127.0.0.1:2")));
        folder.Keep = true;
        string address;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            address = gateway.Address;
        }

        folder.Keep = false;
        string[] lines = await File.ReadAllLinesAsync(Directory.EnumerateFiles(folder.File("state/logs")).Single());
        Assert.EndsWith($"listens on {address}: providers: 2, models: 1, configuration from {folder.File("router.json")}", lines.Single(line => line.Contains("LifetimeLog[500]", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith("LifetimeLog[502] Stopped", lines[^1], StringComparison.Ordinal);
    }

    private sealed class SignallingWriter : StringWriter
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Written => _written.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            _written.TrySetResult();
        }
    }

    [Fact]
    public async Task Message_IsOneLine_WithoutTextAndSecrets()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(401, Samples.Error("authentication_error", "no")), Reply.Sse(Samples.Stream("the answer's words")));
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl, provider.BaseUrl)));
        folder.Keep = true;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true).Replace("Hi", "the prompt's words", StringComparison.Ordinal));
            await response.Content.ReadAsStringAsync();
        }

        folder.Keep = false;
        string log = string.Concat(Directory.EnumerateFiles(folder.File("state/logs")).Select(File.ReadAllText));
        Assert.Matches("alice claude-test -> b/upstream-model stream Complete 200 attempts=2 ms=[0-9]+ queued=0 first=[0-9]+ in=25 out=15 cacheRead=7 cacheWrite=3 cache=off", log);
        Assert.Contains("a/upstream-model CredentialRefused 401: credential 1 of 1: no", log, StringComparison.Ordinal);
        foreach (string secret in (string[])["the prompt's words", "the answer's words", "upstream-secret", TestGateway.Key])
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "warn  MessageLog[400] ", " Cut 200 ")]
    [InlineData("error", "warn  MessageLog[400] ", " ProviderError 200 ")]
    [InlineData("end", "info  MessageLog[400] ", " Complete 200 ")]
    public async Task AnswerThatBreaksOff_IsAWarning(string end, string level, string ending)
    {
        string head = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a");
        string rest = end switch
        {
            "error" => Samples.ErrorEvent("overloaded_error", "Overloaded"),
            "end" => Samples.BlockStop(0) + Samples.End("end_turn"),
            _ => "",
        };
        using var folder = new TestFolder();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(head).Wait(go.Task).Send(rest));
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl)));
        folder.Keep = true;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
            go.SetResult();
            await response.Content.ReadAsStringAsync();
        }

        folder.Keep = false;
        string line = Directory.EnumerateFiles(folder.File("state/logs")).SelectMany(File.ReadAllLines).Single(text => text.Contains("MessageLog[400]", StringComparison.Ordinal));
        Assert.Contains(level, line, StringComparison.Ordinal);
        Assert.Contains(ending, line, StringComparison.Ordinal);
    }
}
