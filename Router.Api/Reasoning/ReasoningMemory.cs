using System.Collections.Immutable;
using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Reasoning;
using Router.Protocol.Translation;

namespace Router.Api.Reasoning;

/// <summary>
/// The single-machine host of <see cref="ReasoningStore"/>: one lock, and a file in the state folder that outlives the process. The file is
/// written by a loop of its own, never on the way of a message.
/// </summary>
internal sealed class ReasoningMemory : IReasoningMemories, IHostedService
{
    private readonly Lock _lock = new();
    private readonly ReasoningStore _store = new();
    private readonly ReasoningConfig _limits;
    private readonly TimeProvider _clock;
    private readonly ReasoningFile? _file;

    public ReasoningMemory(StateFolder state, RouterConfig config, TimeProvider clock, ILogger<ReasoningMemory> logger)
    {
        _limits = config.Reasoning;
        _clock = clock;
        _file = ReasoningFile.Open(state, _limits, Snapshot, logger);
    }

    /// <summary>Reads what an earlier process remembered; the server listens only then.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        foreach (ReasoningRecord record in _file?.Read() ?? [])
        {
            _store.Keep(record, _limits, now);
        }

        _file?.Start();
        return Task.CompletedTask;
    }

    /// <summary>Writes what waits; the server has stopped by then.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _file?.CloseAsync() ?? Task.CompletedTask;

    /// <summary>It is all here, so nobody needs to name what he will ask for.</summary>
    public ValueTask<IReasoningMemory> OpenAsync(string tenant, string user, Func<ImmutableArray<string>> calls, ReasoningConfig limits) =>
        new(new UserReasoning(this, tenant, user, limits));

    public ToolCallReasoning? Find(ReasoningKey key, ReasoningConfig limits)
    {
        lock (_lock)
        {
            return _store.Find(key, limits, _clock.GetUtcNow());
        }
    }

    public void Keep(ReasoningKey key, ToolCallReasoning reasoning, ReasoningConfig limits)
    {
        var record = new ReasoningRecord(key, _clock.GetUtcNow(), reasoning);
        lock (_lock)
        {
            if (!_store.Keep(record, limits, record.At))
            {
                return;
            }
        }

        _file?.Add(record);
    }

    private IReadOnlyList<ReasoningRecord> Snapshot()
    {
        lock (_lock)
        {
            return _store.Snapshot();
        }
    }
}
