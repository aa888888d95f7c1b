using System.Collections.Concurrent;
using FakeUpstream;

namespace Chaos;

/// <summary>
/// Many clients over providers of three styles and two protocols that fail in every way: each client must get exactly one well-formed ending, no message is answered
/// twice, and afterwards nothing is held: no permit, no ticket, no request on any connection, no memory.
/// </summary>
/// <param name="requests">How many requests, a warm-up of a quarter of them included.</param>
/// <param name="seed">Draws what happens to each.</param>
public sealed class StormRun(int requests, int seed)
{
    private const int Clients = 32;
    private const int AllowedGrowth = 10 << 20;

    /// <summary>Longer than anything here is waited for.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    private readonly StormPlan _plan = new(seed);
    private readonly Ledger _ledger = new(requests);
    private readonly ConcurrentDictionary<string, int> _endings = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Runs it.</summary>
    public async Task<StormReport> RunAsync()
    {
        await using var native = new ChaosProvider(Dialect.Anthropic, _ledger, _plan.Deed);
        await using var compatible = new ChaosProvider(Dialect.Anthropic, _ledger, _plan.Deed);
        await using var chat = new ChaosProvider(Dialect.Chat, _ledger, _plan.Deed);
        await using var untrusted = new ChaosProvider(Dialect.Anthropic, _ledger, _plan.Deed, TestCertificate.SelfSigned());
        await using var deadEnd = new DeadEnd();
        await using FakeProvider second = await FakeProvider.StartAsync(TrustedCertificate.Find());
        var deeds = new Http2Deeds(_ledger, _plan.Deed);
        (second.KeepsRequests, second.Otherwise) = (false, deeds.Answer);
        using var watch = new ConnectionWatch();
        string members = Members(native.BaseUrl, compatible.BaseUrl, chat.BaseUrl, untrusted.BaseUrl, deadEnd.BaseUrl, second.BaseUrl);
        await using StormGateway gateway = await StormGateway.StartAsync(members, new FastClock(25));
        watch.Watch(gateway.Application, [native.Port, compatible.Port, chat.Port, untrusted.Port, deadEnd.Port, new Uri(second.BaseUrl).Port]);
        using var over = new CancellationTokenSource();
        Task operating = gateway.OperateAsync(over.Token);

        await RunClientsAsync(gateway.Port, requests / 4);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await RunClientsAsync(gateway.Port, requests);
        await over.CancelAsync();
        await operating;

        List<string> problems = [.. _endings.Keys.Where(ending => ending.StartsWith(Ending.Bad, StringComparison.Ordinal))];
        int UnderWay() => native.UnderWay + compatible.UnderWay + chat.UnderWay + untrusted.UnderWay + second.UnderWay;
        await ExpectAsync(problems, "held at the gates", gateway.HeldAsync);
        await ExpectAsync(problems, "requests under way at providers", () => Count(UnderWay()));
        await ExpectAsync(problems, "connections of clients", () => Count(watch.Clients));
        await ExpectAsync(problems, "requests of clients", () => Count(watch.Requests));
        await ExpectAsync(problems, "connections with a request on them", () => Count(watch.Active));
        await deadEnd.DrainAsync();
        long growth = 0;
        string Grown() => (growth = GC.GetTotalMemory(forceFullCollection: true) - before) > AllowedGrowth ? $"{growth} bytes above its state after the warm-up" : "";
        await ExpectAsync(problems, "managed memory", () => Task.FromResult(Grown())); // pools give back what they hold collection by collection

        await _ledger.JudgeAsync();
        problems.AddRange(_ledger.Problems);
        bool hasHttp2 = deeds.Asked > 0 || TrustedCertificate.Find() is null;
        if (untrusted.Asked > 0 || deadEnd.Accepted == 0 || watch.Idle == 0 || !hasHttp2)
        {
            problems.Add($"the storm did not do what it should: {untrusted.Asked} requests to a host that is not trusted, {deadEnd.Accepted} connections to the dead end, {watch.Idle} in pools, {deeds.Asked} requests over HTTP/2");
        }

        return new StormReport { Endings = _endings, Deeds = _ledger.Deeds, Problems = problems, Attempts = _ledger.Attempts, Growth = growth, Pooled = watch.Idle };
    }

    private static Task<string> Count(long count) => Task.FromResult(count == 0 ? "" : $"{count}");

    /// <summary>Waits until nothing of a kind is left: what clients left behind needs a moment to end.</summary>
    private static async Task ExpectAsync(List<string> problems, string what, Func<Task<string>> left)
    {
        long started = TimeProvider.System.GetTimestamp();
        string rest;
        while ((rest = await left()).Length > 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > Settling)
            {
                problems.Add($"{what}: {rest}");
                return;
            }

            await Task.Delay(20);
        }
    }

    private Task RunClientsAsync(int port, int until) => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RunClientAsync(new ChaosClient(port), until)));

    private async Task RunClientAsync(ChaosClient client, int until)
    {
        while (Take(until) is { } id)
        {
            Ending ending = await client.AskAsync(_plan.Question(id));
            if (ending.Kind != Ending.Left)
            {
                _ledger.End(id, ending.Attempt);
            }

            _endings.AddOrUpdate(ending.Kind, 1, (_, seen) => seen + 1);
        }
    }

    private int? Take(int until)
    {
        int id = Interlocked.Increment(ref _next) - 1;
        if (id < until)
        {
            return id;
        }

        Interlocked.Decrement(ref _next);
        return null;
    }

    private static string Members(string native, string compatible, string chat, string untrusted, string deadEnd, string second)
    {
        string[] providers =
        [
            StormGateway.Provider("native", "native", native, 2, """, "limits": { "concurrency": 4 }, "queue": { "length": 6, "wait": "20s" } """),
            StormGateway.Provider("compatible", "anthropic", compatible, 3, """, "limits": { "requestsPerMinute": 60 }, "retries": 1 """),
            StormGateway.Provider("chat", "openai", $"{chat}/v1", 2, """, "limits": { "concurrency": 8, "tokensPerMinute": 200000 } """),
            StormGateway.Provider("second", "native", second),
            StormGateway.Provider("untrusted", "native", untrusted),
            StormGateway.Provider("refused", "native", "http://127.0.0.1:1"),
            StormGateway.Provider("nowhere", "anthropic", "http://chaos.invalid"),
            StormGateway.Provider("dead-end", "native", deadEnd),
        ];
        string[] models =
        [
            StormGateway.Model(0, "native", "compatible", "chat"), StormGateway.Model(1, "chat", "native", "second"), StormGateway.Model(2, "second", "compatible"),
            StormGateway.Model(3, "refused", "native"), StormGateway.Model(4, "nowhere", "chat"), StormGateway.Model(5, "untrusted", "compatible"),
            StormGateway.Model(6, "dead-end", "second", "chat"), StormGateway.Model(7, "dead-end", "native", "second"), StormGateway.Model(8, "compatible"),
            StormGateway.Model(StormGateway.DeadModel, "refused", "nowhere", "untrusted"),
        ];
        return $$""" "providers": { {{string.Join(",", providers)}} }, "models": { {{string.Join(",", models)}} } """;
    }
}
