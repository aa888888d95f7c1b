using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Router.Core.Usage.State;

namespace Router.Core.Usage;

/// <summary>
/// Sums of usage by hour and day. Each source counts its own records; a book that merges other sources' rollups keeps the newest of each, so that
/// merging in any order and any number of times comes to the same.
/// </summary>
public sealed class UsageBook
{
    /// <summary>The name of the row for all that are not told apart.</summary>
    public const string Others = "(others)";

    private readonly UsageLimits _limits;
    private readonly string _source;
    private readonly Dictionary<(UsagePeriod Per, long Start), UsageBucket> _buckets = [];
    private readonly Dictionary<string, UsageRollup> _merged = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _recent = new();
    private long _version;
    private long _latest;

    /// <summary>An empty book.</summary>
    /// <param name="source">Who counts: a node's name.</param>
    /// <param name="limits">What is kept; null for the defaults.</param>
    public UsageBook(string source, UsageLimits? limits = null)
    {
        _source = source;
        _limits = limits ?? new UsageLimits();
    }

    /// <summary>Counts a record. False: it is counted already.</summary>
    public bool Add(UsageRecord record)
    {
        if (!_known.Add(record.Id.Value))
        {
            return false;
        }

        _recent.Enqueue(record.Id.Value);
        if (_recent.Count > _limits.Records)
        {
            _known.Remove(_recent.Dequeue());
        }

        _version++;
        MoveTo(record.At.UtcTicks);
        UsageSum sum = UsageSum.Of(record);
        foreach (UsagePeriod per in Enum.GetValues<UsagePeriod>())
        {
            long start = record.At.UtcTicks - record.At.UtcTicks % Length(per);
            foreach (UsageGroup group in Enum.GetValues<UsageGroup>())
            {
                if (IsKept(per, start, group))
                {
                    Bucket(per, start).Add(group, record.Tenant, Name(record, group), sum, _limits.Names);
                }
            }
        }

        return true;
    }

    /// <summary>Usage by time, tenant and name.</summary>
    public ImmutableArray<UsageRow> Query(UsageQuery query)
    {
        var sums = new Dictionary<(long Start, string Tenant, string Name), UsageSum>();
        bool IsAsked(UsagePeriod per, long start) => per == query.Per && start + Length(per) > query.From.UtcTicks && start < query.To.UtcTicks;
        void Take(long start, UsageGroup group, string tenant, string name, in UsageSum sum)
        {
            if (group == query.GroupBy && (query.Tenant is null || string.Equals(tenant, query.Tenant, StringComparison.Ordinal)))
            {
                ref UsageSum found = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (start, tenant, name), out _);
                found += sum;
            }
        }

        // Whole hours and days are passed over: who asks every few seconds for the last day must not hold up those who count.
        foreach (((UsagePeriod per, long start), UsageBucket bucket) in _buckets)
        {
            if (IsAsked(per, start))
            {
                foreach (((UsageGroup group, string tenant, string name), UsageSum sum) in bucket.Sums)
                {
                    Take(start, group, tenant, name, sum);
                }
            }
        }

        foreach (UsageCell cell in _merged.Values.SelectMany(rollup => rollup.Cells))
        {
            if (IsAsked(cell.Per, cell.Start))
            {
                Take(cell.Start, cell.Group, cell.Tenant, cell.Name, cell.Sum);
            }
        }

        return
        [
            .. sums.OrderBy(sum => sum.Key.Start).ThenBy(sum => sum.Key.Tenant, StringComparer.Ordinal).ThenBy(sum => sum.Key.Name, StringComparer.Ordinal)
                .Select(sum => new UsageRow(new DateTimeOffset(sum.Key.Start, TimeSpan.Zero), sum.Key.Tenant, sum.Key.Name, sum.Value)),
        ];
    }

    /// <summary>Takes what other sources counted, this book's own source left out.</summary>
    public void Merge(ImmutableArray<UsageRollup> rollups)
    {
        foreach (UsageRollup rollup in rollups)
        {
            bool isOwn = string.Equals(rollup.Source, _source, StringComparison.Ordinal);
            if (!isOwn && (!_merged.TryGetValue(rollup.Source, out UsageRollup? known) || rollup.Version > known.Version))
            {
                _merged[rollup.Source] = rollup;
            }
        }
    }

    /// <summary>Everything: this source's rollup and the newest of each other, in the order of their names.</summary>
    public ImmutableArray<UsageRollup> Save() =>
    [
        .. _merged.Values.Append(new UsageRollup(
            _source, _version, _latest,
            [
                .. Cells().OrderBy(cell => cell.Per).ThenBy(cell => cell.Start).ThenBy(cell => cell.Group).ThenBy(cell => cell.Tenant, StringComparer.Ordinal)
                    .ThenBy(cell => cell.Name, StringComparer.Ordinal),
            ],
            [.. _recent])).OrderBy(rollup => rollup.Source, StringComparer.Ordinal),
    ];

    /// <summary>The book that a snapshot was taken of.</summary>
    public static UsageBook Restore(string source, UsageLimits? limits, ImmutableArray<UsageRollup> rollups)
    {
        var book = new UsageBook(source, limits);
        book.Merge(rollups);
        foreach (UsageRollup own in rollups.Where(rollup => string.Equals(rollup.Source, source, StringComparison.Ordinal)))
        {
            (book._version, book._latest) = (own.Version, own.Latest);
            foreach (UsageCell cell in own.Cells)
            {
                book.Bucket(cell.Per, cell.Start).Add(cell.Group, cell.Tenant, cell.Name, cell.Sum, int.MaxValue);
            }

            foreach (Guid id in own.Recent)
            {
                book._known.Add(id);
                book._recent.Enqueue(id);
            }
        }

        return book;
    }

    private static long Length(UsagePeriod per) => per == UsagePeriod.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerDay;

    private static string Name(UsageRecord record, UsageGroup group) => group switch
    {
        UsageGroup.Tenant => record.Tenant,
        UsageGroup.Team => record.Path.Team ?? "",
        UsageGroup.User => record.Path.User,
        UsageGroup.Key => record.Path.Key,
        UsageGroup.Model => record.Origin.Model,
        UsageGroup.Provider => record.Provider ?? "",
        UsageGroup.Session => record.Origin.Session ?? "",
        _ => record.Origin.Agent ?? "",
    };

    private IEnumerable<UsageCell> Cells() => _buckets.SelectMany(bucket => bucket.Value.Sums.Select(sum =>
        new UsageCell(bucket.Key.Per, bucket.Key.Start, sum.Key.Group, sum.Key.Tenant, sum.Key.Name, sum.Value)));

    private UsageBucket Bucket(UsagePeriod per, long start)
    {
        if (!_buckets.TryGetValue((per, start), out UsageBucket? bucket))
        {
            bucket = new UsageBucket();
            _buckets.Add((per, start), bucket);
        }

        return bucket;
    }

    private bool IsKept(UsagePeriod per, long start, UsageGroup group)
    {
        TimeSpan kept = per == UsagePeriod.Hour ? _limits.Hours : _limits.Days;
        bool isShort = group is UsageGroup.Session or UsageGroup.Agent && _limits.Sessions < kept;
        return start + Length(per) + (isShort ? _limits.Sessions : kept).Ticks > _latest;
    }

    /// <summary>Forgets what is too old whenever an hour begins.</summary>
    private void MoveTo(long now)
    {
        long before = _latest / TimeSpan.TicksPerHour;
        _latest = Math.Max(_latest, now);
        if (_latest / TimeSpan.TicksPerHour == before)
        {
            return;
        }

        foreach (((UsagePeriod Per, long Start) key, UsageBucket bucket) in _buckets.ToArray())
        {
            if (!IsKept(key.Per, key.Start, UsageGroup.Tenant))
            {
                _buckets.Remove(key);
            }
            else if (!IsKept(key.Per, key.Start, UsageGroup.Session))
            {
                bucket.Drop(UsageGroup.Session);
                bucket.Drop(UsageGroup.Agent);
            }
        }
    }
}
