using System.Collections.Immutable;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;

namespace Router.Grains.Usage;

/// <summary>A tenant's usage. Its key is the tenant. Records come in batches; one that comes twice counts once.</summary>
[Alias("router.usage")]
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Counts records; when it completes they are stored.</summary>
    [Alias("add")]
    Task AddAsync(ImmutableArray<UsageRecord> records);

    /// <summary>Sums.</summary>
    [Alias("query")]
    Task<ImmutableArray<UsageRow>> QueryAsync(UsageQuery query);

    /// <summary>The last records, newest first.</summary>
    [Alias("recent")]
    Task<ImmutableArray<UsageRecord>> RecentAsync();

    /// <summary>The sessions, the one that was used last first.</summary>
    [Alias("sessions")]
    Task<ImmutableArray<SessionUse>> SessionsAsync();
}
