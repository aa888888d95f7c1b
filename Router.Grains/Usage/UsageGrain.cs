using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Storage;
using Router.Core.Usage;
using Router.Grains.Hosting;
using Router.Grains.Keeping;

namespace Router.Grains.Usage;

/// <summary>Hosts a tenant's <see cref="UsageBook"/>.</summary>
[Reentrant]
internal sealed class UsageGrain(
    [PersistentState("usage", GrainNames.Storage)] IPersistentState<KeptBase<UsageSums>> whole,
    [PersistentState("records", GrainNames.Storage)] IPersistentState<KeptTail<UsageRecord>> tail) : Grain, IUsageGrain
{
    private const string Source = "fleet";

    private KeptLog<UsageSums, UsageRecord> _log = null!;
    private UsageBook _book = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new KeptLog<UsageSums, UsageRecord>(whole, tail, () => new UsageSums(_book.Save()), sums => sums.Rollups.Sum(rollup => rollup.Cells.Length + (rollup.Recent.Length / 4)));
        _book = UsageBook.Restore(Source, limits: null, _log.State?.Rollups ?? []);
        foreach (UsageRecord record in _log.Effects)
        {
            _book.Add(record);
        }

        return Task.CompletedTask;
    }

    public async Task AddAsync(ImmutableArray<UsageRecord> records)
    {
        foreach (UsageRecord record in records.Where(_book.Add))
        {
            _log.Add(record);
        }

        try
        {
            // Also for records that are known: what promised them may still be on its way.
            await _log.CommitAsync();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    public Task<ImmutableArray<UsageRow>> QueryAsync(UsageQuery query) => Task.FromResult(_book.Query(query));
}
