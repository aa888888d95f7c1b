using System.Collections.Concurrent;

namespace Chaos;

/// <summary>
/// Cuts every answer at every byte, from the status line to the last chunk: streams and messages of both dialects, ended and reset in turn, and once more without a length,
/// so that the end looks right. Nobody else is asked, so each client gets the whole answer, an error event behind what came, or an error, and each message is asked for once.
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
        (int Case, Deed Deed)[] cuts = [.. Cases.SelectMany((entry, index) => Cuts(entry.Dialect, entry.Stream).Select(deed => (index, deed)))];
        var ledger = new Ledger(cuts.Length);
        Deed Cut(int request, int attempt) => cuts[request].Deed;
        await using var anthropic = new ChaosProvider(Dialect.Anthropic, ledger, Cut);
        await using var chat = new ChaosProvider(Dialect.Chat, ledger, Cut);
        // In real time: nothing here waits for a timeout, and a fast clock gives connections up before a busy machine has made them.
        await using StormGateway gateway = await StormGateway.StartAsync(Members(anthropic.BaseUrl, chat.BaseUrl), new FastClock(1));

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

        await ledger.JudgeAsync();
        List<string> problems = [.. ledger.Problems, .. _endings.Keys.Where(ending => ending.StartsWith(Ending.Bad, StringComparison.Ordinal))];
        problems.AddRange(Enumerable.Range(0, cuts.Length).Where(id => ledger.AttemptsOf(id) != 1).Select(id => $"request {id}, {cuts[id].Deed}, was sent {ledger.AttemptsOf(id)} times"));
        if (await gateway.HeldAsync() is { Length: > 0 } held)
        {
            problems.Add(held);
        }

        return new StormReport { Endings = _endings, Deeds = ledger.Deeds, Problems = problems, Attempts = ledger.Attempts };
    }

    private IEnumerable<Deed> Cuts(Dialect dialect, bool stream)
    {
        string text = Wording.Text(10_000, 1); // as long as the longest
        IEnumerable<int> Offsets(byte[] answer) => Enumerable.Range(0, answer.Length).Where(offset => offset % stride == (seed & 0xFFFF) % stride);
        return Offsets(RawAnswer.Whole(dialect, stream, text)).Select(offset => new Deed((offset + seed) % 2 == 0 ? DeedKind.Cut : DeedKind.Reset, offset))
            .Concat(Offsets(RawAnswer.Endless(dialect, stream, text)).Select(offset => new Deed(DeedKind.EarlyEnd, offset)));
    }

    private static string Members(string anthropic, string chat)
    {
        const string Once = """, "retries": 0, "breaker": "off" """;
        string[] providers = [.. Cases.Select((entry, index) => StormGateway.Provider($"p{index}", entry.Style, entry.Style == "openai" ? $"{chat}/v1" : anthropic, more: Once))];
        return $$""" "providers": { {{string.Join(",", providers)}} }, "models": { {{string.Join(",", Cases.Select((_, index) => StormGateway.Model(index, $"p{index}")))}} } """;
    }
}
