using FakeUpstream;

namespace Chaos.Kills;

/// <summary>
/// Kills the whole gateway at random moments under load, and while it starts, and starts it again: every request that reached the provider is in the journal
/// exactly once, budgets are the sums of the records, nothing stays reserved, keys that were made open and revoked ones do not,
/// vault entries are as they were confirmed, and each change of one stands in the audit trail.
/// </summary>
/// <param name="rounds">How often.</param>
/// <param name="seed">Draws the moments, the load and the provider's answers.</param>
public sealed class KillRun(int rounds, int seed)
{
    private const int FewestRequests = 10;
    private const int MoreRequests = 60;
    private const int LongestMoment = 40;
    private const int LongestStart = 900;

    private readonly Chance _chance = new(seed);

    /// <summary>Runs it.</summary>
    public async Task<KillReport> RunAsync()
    {
        var book = new KillBook();
        var check = new KillCheck(book);
        await using FakeProvider provider = await FakeProvider.StartAsync();
        (provider.KeepsRequests, provider.Otherwise) = (false, new KillProvider(book, seed).Answer);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("router-kill-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "router.json"), KillGateway.Config(provider.BaseUrl));
            for (int round = 1; round <= rounds; round++)
            {
                await LoadAndKillAsync(folder.FullName, book, round);
                if (_chance.Of(round, 0, 21) % 2 == 0)
                {
                    await KillWhileItStartsAsync(folder.FullName, round);
                }

                using KilledRouter next = KilledRouter.Start(folder.FullName);
                await check.RunAsync(await next.AddressAsync());
                await next.KillAsync();
                foreach (string line in next.Output.Split('\n').Where(line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal)))
                {
                    book.Report(line);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return new KillReport(rounds, seed, book.Asked.Count, book.Answered.Count, book.Made.Count, book.Secrets.Count, check.Budgets, check.Endings, book.Problems);
    }

    private async Task LoadAndKillAsync(string folder, KillBook book, int round)
    {
        using KilledRouter router = KilledRouter.Start(folder);
        using var over = new CancellationTokenSource();
        using var load = new KillLoad(await router.AddressAsync(), book, round, seed);
        Task asking = load.RunAsync(over.Token);
        await book.ReachedAsync(FewestRequests + (_chance.Of(round, 0, 22) % MoreRequests)).WaitAsync(TimeSpan.FromSeconds(60));
        await Task.Delay(_chance.Of(round, 0, 24) % LongestMoment);
        await router.KillAsync();
        await over.CancelAsync();
        await asking;
    }

    private async Task KillWhileItStartsAsync(string folder, int round)
    {
        using KilledRouter router = KilledRouter.Start(folder);
        await Task.Delay(_chance.Of(round, 0, 23) % LongestStart);
        await router.KillAsync();
    }
}
