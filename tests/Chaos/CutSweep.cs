using System.Collections.Concurrent;

namespace Chaos;

/// <summary>
/// Cuts every answer at every byte, from the status line to the last chunk: streams and messages of both dialects, ended and reset in turn. Nobody else is asked, so each
/// client gets the whole answer, an error event behind what came, or an error, and each message is asked for once.
/// </summary>
/// <param name="stride">Cuts at every byte when 1; at every n-th, beginning by the seed, when more.</param>
/// <param name="seed">Where to begin.</param>
public sealed class CutSweep(int stride, int seed)
{
    private const int Clients = 16;

    private static readonly (string Style, Dialect Dialect, bool Stream)[] Cases =
    [
        ("native", Dialect.Anthropic, true), ("native", Dialect.Anthropic, false), ("anthropic", Dialect.Anthropic, true),
        ("anthropic", Dialect.Anthropic, false), ("openai", Dialect.Chat, true), ("openai", Dialect.Chat, false),
    ];

    private readonly ConcurrentDictionary<string, int> _endings = new(StringComparer.Ordinal);

    /// <summary>Runs it.</summary>
    public async Task<StormReport> RunAsync()
    {
        (int Case, int Offset)[] cuts = [.. Cases.SelectMany((entry, index) =>
            Enumerable.Range(0, RawAnswer.Whole(entry.Dialect, entry.Stream, Wording.Text(1000, 1)).Length).Where(offset => offset % stride == (seed & 0xFFFF) % stride).Select(offset => (index, offset)))];
        var ledger = new Ledger(cuts.Length);
        Deed Cut(int request, int attempt) => new((cuts[request].Offset + seed) % 2 == 0 ? DeedKind.Cut : DeedKind.Reset, cuts[request].Offset);
        await using var anthropic = new ChaosProvider(Dialect.Anthropic, ledger, Cut);
        await using var chat = new ChaosProvider(Dialect.Chat, ledger, Cut);
        await using StormGateway gateway = await StormGateway.StartAsync(Members(anthropic.BaseUrl, chat.BaseUrl), new FastClock(10));

        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var client = new ChaosClient(gateway.Port);
            for (int id = Interlocked.Increment(ref next); id < cuts.Length; id = Interlocked.Increment(ref next))
            {
                int model = cuts[id].Case;
                Ending ending = await client.AskAsync(new Question(id, $"chaos-{model}", Cases[model].Stream));
                ledger.End(id, ending.Attempt);
                _endings.AddOrUpdate(ending.Kind, 1, (_, seen) => seen + 1);
            }
        }));

        List<string> problems = [.. ledger.Problems, .. _endings.Keys.Where(ending => ending.StartsWith(Ending.Bad, StringComparison.Ordinal))];
        problems.AddRange(Enumerable.Range(0, cuts.Length).Where(id => ledger.AttemptsOf(id) != 1).Select(id => $"request {id}, cut at byte {cuts[id].Offset}, was sent {ledger.AttemptsOf(id)} times"));
        if (await gateway.HeldAsync() is { Length: > 0 } held)
        {
            problems.Add(held);
        }

        return new StormReport { Endings = _endings, Deeds = ledger.Deeds, Problems = problems, Attempts = ledger.Attempts };
    }

    private static string Members(string anthropic, string chat)
    {
        const string Once = """, "retries": 0, "breaker": "off" """;
        string[] providers = [.. Cases.Select((entry, index) => StormGateway.Provider($"p{index}", entry.Style, entry.Style == "openai" ? $"{chat}/v1" : anthropic, more: Once))];
        return $$""" "providers": { {{string.Join(",", providers)}} }, "models": { {{string.Join(",", Cases.Select((_, index) => StormGateway.Model(index, $"p{index}")))}} } """;
    }
}
