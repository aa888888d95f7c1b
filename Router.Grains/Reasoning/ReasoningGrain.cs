using System.Collections.Immutable;
using Orleans.Storage;
using Router.Core.Reasoning;
using Router.Grains.Hosting;
using Router.Grains.Keeping;

namespace Router.Grains.Reasoning;

/// <summary>Hosts a user's <see cref="ReasoningStore"/>. It stores behind its answers: what is lost with a silo costs a model some of its train of thought.</summary>
internal sealed class ReasoningGrain(
    [PersistentState("reasoning", GrainNames.Storage)] IPersistentState<KeptBase<ReasoningKept>> whole,
    [PersistentState("calls", GrainNames.Storage)] IPersistentState<KeptTail<ReasoningRecord>> tail,
    IEntitySettings settings, FleetClock clock, StorageNotices notices) : Grain, IReasoningGrain
{
    private readonly ReasoningStore _store = new();
    private KeptLog<ReasoningKept, ReasoningRecord> _log = null!;
    private StoreAgain _again = null!;

    private string Name => $"the reasoning of {this.GetPrimaryKeyString()}";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new KeptLog<ReasoningKept, ReasoningRecord>(whole, tail, () => new ReasoningKept([.. _store.Snapshot()]), state => state.Records.Length);
        _again = new StoreAgain(this, StoreOrTellAsync);
        foreach (ReasoningRecord record in (_log.State?.Records ?? []).Concat(_log.Effects))
        {
            _store.Keep(record, settings.Reasoning, clock.Now);
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await _log.CommitAsync();
        }
        finally
        {
            notices.Stored(Name); // or is another owner's to store
        }
    }

    public Task KeepAsync(ImmutableArray<ReasoningRecord> records)
    {
        foreach (ReasoningRecord record in records.Where(record => _store.Keep(record, settings.Reasoning, clock.Now)))
        {
            _log.Add(record);
        }

        _ = StoreOrTellAsync();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ReasoningRecord>> FindAsync(ImmutableArray<ReasoningKey> calls) => Task.FromResult<ImmutableArray<ReasoningRecord>>(
    [
        .. calls.Select(call => (Call: call, Found: _store.Find(call, settings.Reasoning, clock.Now)))
            .Where(call => call.Found is not null).Select(call => new ReasoningRecord(call.Call, clock.Now, call.Found!)),
    ]);

    private async Task StoreOrTellAsync()
    {
        try
        {
            if (await _log.CommitAsync())
            {
                notices.Stored(Name);
            }
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
        }
        catch (Exception exception)
        {
            notices.Failed(Name, exception);
            _again.Later();
        }
    }
}
