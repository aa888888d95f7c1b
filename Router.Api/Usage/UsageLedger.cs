using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Api.Usage;

/// <summary>The usage of this gateway: its sums, and the last records as they came.</summary>
internal sealed class UsageLedger
{
    /// <summary>Records that are kept as they came.</summary>
    public const int MostRecent = 1000;

    private readonly Lock _lock = new();
    private readonly UsageBook _book = new("local");
    private readonly Queue<UsageRecord> _recent = new(MostRecent);

    /// <summary>Takes a record. A request that no provider was asked for is shown, and counts nowhere.</summary>
    public void Add(UsageRecord record)
    {
        lock (_lock)
        {
            if (_recent.Count == MostRecent)
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(record);
            if (record.Outcome != SettlementKind.NotSent)
            {
                _book.Add(record);
            }
        }
    }

    /// <summary>Sums.</summary>
    public ImmutableArray<UsageRow> Query(UsageQuery query)
    {
        lock (_lock)
        {
            return _book.Query(query);
        }
    }

    /// <summary>The last records, newest first.</summary>
    public ImmutableArray<UsageRecord> Recent()
    {
        lock (_lock)
        {
            return [.. _recent.Reverse()];
        }
    }
}
