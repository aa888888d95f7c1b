using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Router.Core.Usage;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Grains.Usage;

namespace Router.Fleet.Usage;

/// <summary>Usage of a fleet: records go out in batches, about once a second, and wait in the outbox until they are stored.</summary>
internal sealed class FleetUsage : IAsyncDisposable
{
    private const int LargestBatch = 500;
    private static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly NodeOutbox<UsageRecord> _outbox;
    private readonly FleetOptions _options;
    private readonly SendLoop _loop;

    public FleetUsage(IGrainFactory grains, NodeOutbox<UsageRecord> outbox, FleetOptions options, ILogger<FleetUsage> logger)
    {
        (_grains, _outbox, _options) = (grains, outbox, options);
        _loop = new SendLoop("usage", SendEvery, SendAsync, logger);
        _loop.Start();
    }

    /// <summary>Takes a record; when this completes the operating system has it.</summary>
    public ValueTask AddAsync(UsageRecord record) => _outbox.PutAsync(record.Id.ToString(), record);

    /// <summary>A tenant's sums.</summary>
    public Task<ImmutableArray<UsageRow>> QueryAsync(string tenant, UsageQuery query) => Reach.AskAsync(() => GrainOf(tenant).QueryAsync(query), _options.Patience);

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    /// <summary>Sends what waits.</summary>
    internal async Task SendAsync()
    {
        while (_outbox.Waiting(LargestBatch) is { IsEmpty: false } batch)
        {
            foreach (IGrouping<string, OutboxItem<UsageRecord>> tenant in batch.GroupBy(item => item.Item.Tenant, StringComparer.Ordinal))
            {
                await Reach.AskAsync(
                    async () =>
                    {
                        await GrainOf(tenant.Key).AddAsync([.. tenant.Select(item => item.Item)]);
                        return true;
                    },
                    _options.Patience);
                foreach (OutboxItem<UsageRecord> item in tenant)
                {
                    _outbox.Done(item.Id);
                }
            }
        }
    }

    private IUsageGrain GrainOf(string tenant) => _grains.GetGrain<IUsageGrain>(tenant);
}
