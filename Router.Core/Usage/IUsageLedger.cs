using System.Collections.Immutable;
using Router.Core.Usage.Sessions;

namespace Router.Core.Usage;

/// <summary>The usage of a gateway: its sums, its sessions, and the last records as they came.</summary>
public interface IUsageLedger
{
    /// <summary>Takes a record that stands for itself; when it completes, the operating system has it.</summary>
    ValueTask AddAsync(UsageRecord record);

    /// <summary>Sums, by time, tenant and name.</summary>
    ValueTask<ImmutableArray<UsageRow>> QueryAsync(UsageQuery query);

    /// <summary>The sessions, the one that was used last first.</summary>
    ValueTask<ImmutableArray<SessionUse>> SessionsAsync();

    /// <summary>The last records, newest first.</summary>
    ValueTask<ImmutableArray<UsageRecord>> RecentAsync();

    /// <summary>Calls somebody with every record that comes, for as long as the gateway runs. He must not wait for anything.</summary>
    void Listen(Action<UsageRecord> heard);
}
