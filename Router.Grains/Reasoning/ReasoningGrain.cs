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

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new KeptLog<ReasoningKept, ReasoningRecord>(whole, tail, () => new ReasoningKept([.. _store.Snapshot()]), state => state.Records.Length);
        foreach (ReasoningRecord record in (_log.State?.Records ?? []).Concat(_log.Effects))
        {
            _store.Keep(record, settings.Reasoning, clock.Now);
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _log.CommitAsync();

    public Task KeepAsync(ImmutableArray<ReasoningRecord> records)
    {
        foreach (ReasoningRecord record in records.Where(record => _store.Keep(record, settings.Reasoning, clock.Now)))
        {
            _log.Add(record);
        }

        Store();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ReasoningRecord>> FindAsync(ImmutableArray<ReasoningKey> calls) => Task.FromResult<ImmutableArray<ReasoningRecord>>(
    [
        .. calls.Select(call => (Call: call, Found: _store.Find(call, settings.Reasoning, clock.Now)))
            .Where(call => call.Found is not null).Select(call => new ReasoningRecord(call.Call, clock.Now, call.Found!)),
    ]);

    private async void Store()
    {
        try
        {
            if (await _log.CommitAsync())
            {
                notices.Stored();
            }
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
        }
        catch (Exception exception)
        {
            notices.Failed("a user's reasoning", exception);
        }
    }
}
