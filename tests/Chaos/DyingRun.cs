using System.Collections.Concurrent;

namespace Chaos;

/// <summary>One of two providers dies under load for a minute of the gateway's time, then comes back.</summary>
/// <param name="refuses">Whether the dead one refuses connections; else it does the deed.</param>
/// <param name="death">What the dead one does with requests.</param>
public sealed class DyingRun(bool refuses, DeedKind death)
{
    private const int Clients = 8;
    private const int MostRequests = 100_000;

    /// <summary>As a status: 500.</summary>
    private const int BadDay = 18;

    private static readonly TimeSpan Death = TimeSpan.FromSeconds(60);

    /// <summary>The breaker asks at least once a minute.</summary>
    private static readonly TimeSpan Return = TimeSpan.FromSeconds(120);

    private readonly FastClock _clock = new(20);
    private readonly Ledger _ledger = new(MostRequests);
    private readonly ConcurrentDictionary<string, int> _endings = new(StringComparer.Ordinal);
    private volatile bool _dead;
    private volatile bool _over;
    private int _next = -1;

    /// <summary>Runs it.</summary>
    public async Task<StormReport> RunAsync()
    {
        await using var first = new ChaosProvider(Dialect.Anthropic, _ledger, (_, _) => new Deed(_dead ? death : DeedKind.Whole, BadDay));
        await using var second = new ChaosProvider(Dialect.Anthropic, _ledger, (_, _) => new Deed(DeedKind.Whole, 0));
        await using StormGateway gateway = await StormGateway.StartAsync(
            $$""" "providers": { {{StormGateway.Provider("first", "native", first.BaseUrl)}}, {{StormGateway.Provider("second", "native", second.BaseUrl)}} }, "models": { {{StormGateway.Model(0, "first", "second")}} } """,
            _clock);
        Task[] load = [.. Enumerable.Range(0, Clients).Select(_ => AskAsync(new ChaosClient(gateway.Port)))];
        List<string> problems = [];

        await UntilAsync(() => first.Asked > 50, "the first provider was not asked", problems);
        _dead = true;
        if (refuses)
        {
            await first.DieAsync();
        }

        int atDeath = first.Asked;
        int others = second.Asked;
        await Task.Delay(_clock.Real(Death));
        int whileDead = first.Asked - atDeath;
        if (second.Asked == others)
        {
            problems.Add("nobody went to the second provider");
        }

        if (refuses)
        {
            first.ComeBack();
        }

        _dead = false;
        int back = first.Asked;
        await UntilAsync(() => first.Asked > back + 50, "the first provider was not used again", problems);
        _over = true;
        await Task.WhenAll(load);

        await _ledger.JudgeAsync();
        problems.AddRange(_ledger.Problems);
        problems.AddRange(_endings.Keys.Where(ending => ending is not (Ending.Stream or Ending.Message or Ending.BrokenStream)));
        if (whileDead > MostProbes)
        {
            problems.Add($"the dead provider was asked {whileDead} times in a minute");
        }

        return new StormReport { Endings = _endings, Deeds = _ledger.Deeds, Problems = problems, Attempts = _ledger.Attempts };
    }

    /// <summary>Those under way when it died, and the breaker's probes.</summary>
    private const int MostProbes = (2 * Clients) + 5;

    private async Task AskAsync(ChaosClient client)
    {
        while (!_over)
        {
            int id = Interlocked.Increment(ref _next);
            Ending ending = await client.AskAsync(new Question(id, "chaos-0", Stream: id % 2 == 0) { Session = id % 40 });
            _ledger.End(id, ending.Attempt);
            _endings.AddOrUpdate(ending.Kind, 1, (_, seen) => seen + 1);
        }
    }

    private async Task UntilAsync(Func<bool> done, string otherwise, List<string> problems)
    {
        long started = _clock.GetTimestamp();
        while (!done())
        {
            if (_clock.GetElapsedTime(started) > Return)
            {
                problems.Add(otherwise);
                return;
            }

            await Task.Delay(10);
        }
    }
}
