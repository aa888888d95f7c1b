using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Storage;
using Router.Core.Spend;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;
using Router.Core.Usage.State;
using Router.Grains.Hosting;
using Router.Grains.Keeping;

namespace Router.Grains.Usage;

/// <summary>Hosts a tenant's usage: its <see cref="UsageBook"/>, its <see cref="SessionBook"/> and its last records.</summary>
[Reentrant]
internal sealed class UsageGrain(
    [PersistentState("usage", GrainNames.Storage)] IPersistentState<KeptBase<UsageState>> whole,
    [PersistentState("records", GrainNames.Storage)] IPersistentState<KeptTail<UsageRecord>> tail) : Grain, IUsageGrain
{
    private const string Source = "fleet";

    /// <summary>Records that are kept as they came.</summary>
    private const int MostRecent = 1000;

    private readonly Queue<UsageRecord> _recent = new();
    private KeptLog<UsageState, UsageRecord> _log = null!;
    private UsageBook _book = null!;
    private SessionBook _sessions = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new KeptLog<UsageState, UsageRecord>(whole, tail, Save, WeightOf);
        _book = UsageBook.Restore(Source, limits: null, _log.State?.Rollups ?? []);
        _sessions = SessionBook.Restore(_log.State?.Sessions ?? []);
        foreach (UsageRecord record in _log.State?.Recent ?? [])
        {
            Show(record);
        }

        foreach (UsageRecord record in _log.Effects)
        {
            Count(record);
        }

        return Task.CompletedTask;
    }

    public async Task AddAsync(ImmutableArray<UsageRecord> records)
    {
        foreach (UsageRecord record in records)
        {
            Add(record);
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

    public Task<ImmutableArray<UsageRecord>> RecentAsync() => Task.FromResult(_recent.Reverse().ToImmutableArray());

    public Task<ImmutableArray<SessionUse>> SessionsAsync() => Task.FromResult(_sessions.Sessions().ToImmutableArray());

    /// <summary>One that no provider was asked for is shown, as long as this owner lives, and neither counted nor stored.</summary>
    private void Add(UsageRecord record)
    {
        if (record.Outcome != SettlementKind.NotSent)
        {
            if (Count(record))
            {
                _log.Add(record);
            }
        }
        else if (_recent.All(shown => shown.Id != record.Id))
        {
            Show(record);
        }
    }

    private bool Count(UsageRecord record)
    {
        if (!_book.Add(record))
        {
            return false;
        }

        _sessions.Add(record);
        Show(record);
        return true;
    }

    private void Show(UsageRecord record)
    {
        if (_recent.Count == MostRecent)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(record);
    }

    private UsageState Save() => new(_book.Save(), [.. _recent]) { Sessions = _sessions.Save() };

    private static int WeightOf(UsageState state) =>
        state.Rollups.Sum(rollup => rollup.Cells.Length + (rollup.Recent.Length / 4)) + state.Recent.Length + state.Sessions.Sum(session => session.Agents.Length);
}
