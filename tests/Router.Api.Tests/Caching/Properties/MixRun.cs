using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Caching;
using Router.Api.Tests.Testing;
using Router.Protocol.Anthropic.Collecting;
using Xunit;

namespace Router.Api.Tests.Caching.Properties;

/// <summary>Plays a mix against a gateway of its own, and says what each client got.</summary>
internal sealed class MixRun(RandomMix mix) : IAsyncDisposable
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _attempts;
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;

    /// <summary>How often the provider was asked.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>How often of these it failed.</summary>
    public int Failures => mix.Attempts.Take(Attempts).Count(kind => kind != AttemptKind.Whole);

    /// <summary>What each client that stayed got, in their order; null for one that left.</summary>
    public async Task<IReadOnlyList<MixEnding?>> PlayAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = Answer;
        _gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", _provider.BaseUrl) + ", \"cache\": { \"mode\": \"full\", \"usageOnHit\": \"original\" }");
        using var early = new CancellationTokenSource();
        List<Task<MixEnding?>> asking = [];
        List<Task> begun = [];
        foreach ((bool streams, Leaving leaves) in mix.Clients)
        {
            var begins = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            begun.AddRange(streams ? [begins.Task] : []);
            asking.Add(AskAsync(streams, leaves, begins, leaves == Leaving.BeforeContent ? early.Token : CancellationToken.None));
            if (asking.Count == 1)
            {
                await _provider.NextRequestAsync();
            }
        }

        await AboardAsync(mix.Clients.Length);
        await early.CancelAsync();
        await AboardAsync(mix.Clients.Count(client => client.Leaves != Leaving.BeforeContent));
        _go.SetResult();
        await Task.WhenAll(begun).WaitAsync(TimeSpan.FromSeconds(60));
        _rest.SetResult();
        return await Task.WhenAll(asking).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        // What still waits would hold up the gateway's end.
        _go.TrySetResult();
        _rest.TrySetResult();
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    /// <summary>Returns when so many clients share the answer; who comes and goes tells nobody else.</summary>
    private async Task AboardAsync(int clients)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (_gateway.Service<FlightBoard>().Aboard != clients)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60), $"not {clients} clients but {_gateway.Service<FlightBoard>().Aboard}");
            await Task.Delay(1);
        }
    }

    private Reply Answer(ReceivedRequest request)
    {
        int attempt = Interlocked.Increment(ref _attempts) - 1;
        AttemptKind kind = attempt < mix.Attempts.Length ? mix.Attempts[attempt] : AttemptKind.Whole;
        bool streams = request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
        string whole = streams ? Samples.Stream($"This is answer {attempt} in full") : Samples.Message($"This is answer {attempt} in full");
        string type = streams ? "text/event-stream" : "application/json";
        int half = whole.IndexOf("answer", StringComparison.Ordinal); // in the middle of a frame, behind others with content
        Reply Begin() => Reply.Of(200, type).Wait(_go.Task).Send(whole[..half]).Wait(streams ? _rest.Task : Task.CompletedTask);
        return kind switch
        {
            AttemptKind.Refused => Reply.Of(400, "application/json").Wait(_go.Task).Send(Samples.Error("invalid_request_error", "No.")),
            AttemptKind.CutBefore => Reply.Of(200, type).Start().Wait(_go.Task).Cut(),
            AttemptKind.CutWithin => Begin().Cut(),
            _ => Begin().SendInPieces(whole[half..], 100),
        };
    }

    private async Task<MixEnding?> AskAsync(bool streams, Leaving leaves, TaskCompletionSource begun, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await _gateway.PostAsync(TestGateway.Body(streams), cancellation: cancellation);
            begun.SetResult();
            if (leaves != Leaving.Never)
            {
                return null;
            }

            return Ending(response.StatusCode, streams, await response.Content.ReadAsStringAsync(CancellationToken.None));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            begun.TrySetResult();
        }
    }

    private static MixEnding Ending(HttpStatusCode status, bool streams, string body)
    {
        if (status != HttpStatusCode.OK)
        {
            Assert.Equal("error", (string?)JsonNode.Parse(body)!["type"]);
            return new MixEnding(null, body);
        }

        if (!streams)
        {
            return new MixEnding(Text(body), body);
        }

        Assert.True(Count(body, "event: message_start") <= 1, body);
        Assert.Equal(1, Count(body, "event: message_stop") + Count(body, "event: error")); // one ending
        var message = new ArrayBufferWriter<byte>();
        return MessageCollector.TryCollect(Encoding.UTF8.GetBytes(body), message) ? new MixEnding(Text(Encoding.UTF8.GetString(message.WrittenSpan)), body) : new MixEnding(null, body);
    }

    private static string Text(string message) => JsonNode.Parse(message)!.AsObject().ToJsonString();

    private static int Count(string body, string part) => body.Split(part).Length - 1;
}
