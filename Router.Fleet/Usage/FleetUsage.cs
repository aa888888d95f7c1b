using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Grains.Usage;

namespace Router.Fleet.Usage;

/// <summary>Usage of a fleet: records go out in batches, about once a second, and wait in the outbox until they are stored.</summary>
internal sealed class FleetUsage : IUsageLedger, IAsyncDisposable
{
    private const int LargestBatch = 500;
    private const int MostRecent = 1000;
    private static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly NodeOutbox<UsageRecord> _outbox;
    private readonly KnownTenants _tenants;
    private readonly UsageNews _news;
    private readonly FleetOptions _options;
    private readonly SendLoop _loop;

    public FleetUsage(IGrainFactory grains, NodeOutbox<UsageRecord> outbox, KnownTenants tenants, UsageNews news, FleetOptions options, ILogger<FleetUsage> logger)
    {
        (_grains, _outbox, _tenants, _news, _options) = (grains, outbox, tenants, news, options);
        _loop = new SendLoop("usage", SendEvery, SendAsync, logger);
        _loop.Start();
    }

    public async ValueTask AddAsync(UsageRecord record)
    {
        await _outbox.PutAsync(record.Id.ToString(), record);
        _news.Tell(record);
    }

    public async ValueTask<ImmutableArray<UsageRow>> QueryAsync(UsageQuery query) =>
    [
        .. (await AskAsync(query.Tenant, grain => grain.QueryAsync(query)))
            .OrderBy(row => row.Start).ThenBy(row => row.Tenant, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.Ordinal),
    ];

    public async ValueTask<ImmutableArray<SessionUse>> SessionsAsync() =>
        [.. (await AskAsync(tenant: null, static grain => grain.SessionsAsync())).OrderByDescending(session => session.Last)];

    public async ValueTask<ImmutableArray<UsageRecord>> RecentAsync() =>
        [.. (await AskAsync(tenant: null, static grain => grain.RecentAsync())).OrderByDescending(record => record.At).Take(MostRecent)];

    /// <summary>Hears of the messages of this node.</summary>
    public void Listen(Action<UsageRecord> heard) => _news.Listen(heard);

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

    /// <summary>Asks one tenant's owner, or all tenants'.</summary>
    private async Task<IEnumerable<T>> AskAsync<T>(string? tenant, Func<IUsageGrain, Task<ImmutableArray<T>>> ask)
    {
        ImmutableArray<T>[] answers = await Task.WhenAll((tenant is null ? _tenants.All() : [tenant]).Select(one => Reach.AskAsync(() => ask(GrainOf(one)), _options.Patience)));
        return answers.SelectMany(static answer => answer);
    }

    private IUsageGrain GrainOf(string tenant) => _grains.GetGrain<IUsageGrain>(tenant);
}
