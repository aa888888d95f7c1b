using System.Collections.Immutable;
using Router.Core.Usage;

namespace Router.Core.Caching;

/// <summary>Counts what the cache does, by label, since the process began. Safe for several threads.</summary>
public sealed class CacheTally
{
    /// <summary>Labels that are told apart; names of models may be clients' text, and the rest is counted as <see cref="UsageBook.Others"/> of its tenant.</summary>
    public const int MostLabels = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<CacheLabel, CacheCount> _counts = [];

    /// <summary>Counts a message by its record.</summary>
    public void Count(UsageRecord record)
    {
        if (record.Cache != CacheOutcome.Off)
        {
            Add(new CacheLabel(record.Tenant, record.Origin.Model), CacheCount.Of(record));
        }
    }

    /// <summary>Counts an answer that was kept.</summary>
    public void Stored(CacheLabel label) => Add(label, default(CacheCount) with { Stored = 1 });

    /// <summary>All counts, in no order.</summary>
    public ImmutableArray<KeyValuePair<CacheLabel, CacheCount>> Read()
    {
        lock (_lock)
        {
            return [.. _counts];
        }
    }

    private void Add(CacheLabel label, CacheCount count)
    {
        lock (_lock)
        {
            CacheLabel known = _counts.Count < MostLabels || _counts.ContainsKey(label) ? label : label with { Model = UsageBook.Others };
            _counts[known] = _counts.GetValueOrDefault(known) + count;
        }
    }
}
