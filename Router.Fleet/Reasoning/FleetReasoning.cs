using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Router.Core.Configuration;
using Router.Core.Reasoning;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Grains.Hosting;
using Router.Grains.Reasoning;
using Router.Protocol.Translation;

namespace Router.Fleet.Reasoning;

/// <summary>What models thought, for all nodes: a message's calls are asked for in one question before it is translated; new ones go out in batches.</summary>
internal sealed class FleetReasoning : IReasoningMemories, IAsyncDisposable
{
    private static readonly TimeSpan SendEvery = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<ReasoningKey, ReasoningRecord> _fresh = new();
    private readonly IGrainFactory _grains;
    private readonly FleetClock _clock;
    private readonly FleetOptions _options;
    private readonly SendLoop _loop;

    public FleetReasoning(IGrainFactory grains, FleetClock clock, FleetOptions options, ILogger<FleetReasoning> logger)
    {
        (_grains, _clock, _options) = (grains, clock, options);
        _loop = new SendLoop("reasoning", SendEvery, SendAsync, logger);
        _loop.Start();
    }

    /// <summary>The memory of a user, as far as a message's calls go. Out of reach, nothing is known: the message goes without.</summary>
    public async ValueTask<IReasoningMemory> OpenAsync(string tenant, string user, Func<ImmutableArray<string>> calls, ReasoningConfig limits)
    {
        ImmutableArray<ReasoningKey> keys = [.. calls().Select(call => new ReasoningKey(tenant, user, call))];
        ImmutableArray<ReasoningKey> asked = [.. keys.Where(key => !_fresh.ContainsKey(key))];
        ImmutableArray<ReasoningRecord> found = asked.IsEmpty ? [] : await AskAsync(tenant, user, asked);
        return new ReadReasoning(tenant, user, [.. found, .. keys.Select(key => _fresh.GetValueOrDefault(key)).OfType<ReasoningRecord>()], Keep);
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    /// <summary>Sends what is new.</summary>
    internal async Task SendAsync()
    {
        foreach (IGrouping<(string Tenant, string User), ReasoningRecord> user in _fresh.Values.ToArray().GroupBy(record => (record.Key.Tenant, record.Key.User)))
        {
            await Reach.AskAsync(
                async () =>
                {
                    await GrainOf(user.Key.Tenant, user.Key.User).KeepAsync([.. user]);
                    return true;
                },
                _options.Patience);
            foreach (ReasoningRecord record in user)
            {
                _fresh.TryRemove(new(record.Key, record));
            }
        }
    }

    private void Keep(ReasoningKey key, ToolCallReasoning reasoning) => _fresh[key] = new ReasoningRecord(key, _clock.Now, reasoning);

    private async Task<ImmutableArray<ReasoningRecord>> AskAsync(string tenant, string user, ImmutableArray<ReasoningKey> calls)
    {
        try
        {
            return await Reach.AskAsync(() => GrainOf(tenant, user).FindAsync(calls), _options.Patience);
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            return [];
        }
    }

    private IReasoningGrain GrainOf(string tenant, string user) => _grains.GetGrain<IReasoningGrain>($"{tenant}\n{user}");
}
