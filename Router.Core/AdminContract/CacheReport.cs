using System.Collections.Immutable;
using Router.Core.Caching;

namespace Router.Core.AdminContract;

/// <summary>How the response cache does.</summary>
/// <param name="Mode"><c>cache.mode</c>.</param>
/// <param name="Rows">By tenant and model, in the order of their names.</param>
public sealed record CacheReport(string Mode, ImmutableArray<CacheRow> Rows)
{
    /// <summary>All answers of the rows.</summary>
    public long Entries => Rows.Sum(static row => row.Entries);

    /// <summary>What they take.</summary>
    public long Bytes => Rows.Sum(static row => row.Bytes);

    /// <summary>What was done in all.</summary>
    public CacheCount Count => Rows.Aggregate(default(CacheCount), static (all, row) => all + row.Count);
}
