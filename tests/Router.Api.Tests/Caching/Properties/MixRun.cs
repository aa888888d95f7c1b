using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Protocol.Anthropic.Collecting;
using Xunit;

namespace Router.Api.Tests.Caching.Properties;

/// <summary>Plays a mix against a gateway of its own, and says what each client got.</summary>
internal sealed class MixRun(RandomMix mix) : IAsyncDisposable
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
        foreach ((bool streams, Leaving leaves) in mix.Clients)
        {
            asking.Add(AskAsync(streams, leaves, leaves == Leaving.BeforeContent ? early.Token : CancellationToken.None));
            if (asking.Count == 1)
            {
                await _provider.NextRequestAsync();
            }
        }

        await early.CancelAsync();
        _go.SetResult();
        return await Task.WhenAll(asking).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private Reply Answer(ReceivedRequest request)
    {
        int attempt = Interlocked.Increment(ref _attempts) - 1;
        AttemptKind kind = attempt < mix.Attempts.Length ? mix.Attempts[attempt] : AttemptKind.Whole;
        bool streams = request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
        string whole = streams ? Samples.Stream($"This is answer {attempt} in full") : Samples.Message($"This is answer {attempt} in full");
        string type = streams ? "text/event-stream" : "application/json";
        return kind switch
        {
            AttemptKind.Refused => Reply.Of(400, "application/json").Wait(_go.Task).Send(Samples.Error("invalid_request_error", "No.")),
            AttemptKind.CutBefore => Reply.Of(200, type).Start().Wait(_go.Task).Cut(),
            AttemptKind.CutWithin => Reply.Of(200, type).Wait(_go.Task).Send(whole[..(whole.IndexOf(" is answer", StringComparison.Ordinal) + 12)]).Cut(),
            _ => Reply.Of(200, type).Wait(_go.Task).SendInPieces(whole, 100),
        };
    }

    private async Task<MixEnding?> AskAsync(bool streams, Leaving leaves, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await _gateway.PostAsync(TestGateway.Body(streams), cancellation: cancellation);
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
