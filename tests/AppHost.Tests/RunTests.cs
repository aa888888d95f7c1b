using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using ClaudeCode.Tests;
using FakeUpstream;

namespace CompositionTests;

/// <summary>The composition as a developer runs it, on a machine with or without a container engine.</summary>
public sealed class RunTests(Composition composition) : IClassFixture<Composition>
{
    [Fact]
    public async Task MessagesGoThroughBothNodes_WithTheProvidersKey_AndOneKilledLeavesTheClientServed()
    {
        HashSet<string> nodes = new(StringComparer.Ordinal);
        for (int turn = 0; turn < 40 && nodes.Count < 2; turn++)
        {
            Assert.Equal(HttpStatusCode.OK, await composition.MessageAsync());
            nodes.Add(await composition.NodeAsync());
        }

        Assert.Equal(2, nodes.Count);
        Assert.All(composition.Provider.Requests, request => Assert.Equal("provider-key-of-a-test", request.Headers["x-api-key"]));

        Assert.Contains("<form", await composition.DashboardAsync(), StringComparison.Ordinal);

        int[] processes = await composition.ProcessesAsync();
        using (Process first = Process.GetProcessById(processes[0]))
        {
            first.Kill();
            await first.WaitForExitAsync();
        }

        int failed = 0;
        for (int message = 0; message < 20; message++)
        {
            failed += await AnswerAsync() == HttpStatusCode.OK ? 0 : 1;
        }

        Assert.True(failed <= 2, $"{failed} of 20 messages failed behind the kill");
    }

    /// <summary>What a developer sees of a message in the Aspire dashboard: its whole trace; and no trace that Orleans began.</summary>
    [Fact]
    public async Task TraceOfAMessage_StandsInTheAspireDashboard()
    {
        string[] whole = ["POST /v1/messages", "chat claude-test", "route", "gate a", "attempt a", "ISpendAccountGrain/ReserveAsync", "ISpendAccountGrain/SettleAsync"];
        var waited = Stopwatch.StartNew();
        (string Source, JsonNode Span)[] spans;
        bool isSeen;
        do
        {
            await AnswerAsync();
            await Task.Delay(500);
            spans = await composition.SpansAsync();
            isSeen = spans.GroupBy(one => (string)one.Span["traceId"]!, one => (string)one.Span["name"]!).Any(trace => whole.All(trace.Contains));
        }
        while (!isSeen && waited.Elapsed < TimeSpan.FromSeconds(60));

        Assert.True(isSeen, string.Join(", ", spans.Select(one => one.Span["name"])));
        Assert.All(
            spans.Where(one => string.IsNullOrEmpty((string?)one.Span["parentSpanId"])),
            root => Assert.False(root.Source.StartsWith("Microsoft.Orleans", StringComparison.Ordinal), $"{root.Source}: {root.Span["name"]}"));
    }

    /// <summary>The real client through the composition's one address: a tool loop, whichever node each of its requests goes to.</summary>
    [Fact]
    public async Task ClaudeCode_RunsItsToolLoop_AgainstTheNodes()
    {
        Func<ReceivedRequest, Reply> before = composition.Provider.Otherwise;
        composition.Provider.Otherwise = Conversation.Answer;
        try
        {
            ClaudeRun run = await ClaudeRun.StartAsync(composition.Address, Composition.Key, "Run the command please");

            Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
            Assert.Equal(Conversation.FinalWords, run.Text);
            Assert.Contains("tool-was-here", Conversation.ToolResultOf(composition.Provider.Requests[^1]), StringComparison.Ordinal);
        }
        finally
        {
            composition.Provider.Otherwise = before;
        }
    }

    /// <summary>The orchestrator's balancer may still choose the dead node once.</summary>
    private async Task<HttpStatusCode?> AnswerAsync()
    {
        try
        {
            return await composition.MessageAsync();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
